import { afterAll, beforeAll, expect, test } from 'vitest';
import { addClient, newestLinkTo, openPractice, openTestProduct, type TestProduct } from '../../test/product.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ PUBLIC_ORIGIN: 'https://portal.example.org', TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(async () => product.close());

const forged = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-forwarded-for': '192.0.2.1',
  forwarded: 'host=evil.example;proto=http',
  'x-original-url': 'https://evil.example/',
};

test('builds links for clients and staff from the configuration, whatever the Host headers say', async () => {
  const practice = await openPractice(product);
  const { email } = await addClient(product, practice);
  await product.apiClient(forged).requestSignInLink(practice.slug, email);
  await product.apiClient(forged).requestStaffSignInLink(practice.ownerEmail);
  await newestLinkTo(product, email);
  await newestLinkTo(product, practice.ownerEmail);

  const mails = await product.mailbox.list();
  expect(mails).toHaveLength(2);
  for (const mail of mails) {
    expect(mail.links.length).toBeGreaterThan(0);
    for (const link of mail.links) expect(new URL(link).origin).toBe('https://portal.example.org');
    expect(mail.html + mail.text).not.toContain('evil.example');
  }
});

test('names the portal by the configured origin', async () => {
  const { slug } = await openPractice(product);
  const answer = await product.apiClient(forged).execute(`{ portal(slug: "${slug}") { url } }`);
  expect(answer.data).toEqual({ portal: { url: `https://portal.example.org/${slug}` } });
});
