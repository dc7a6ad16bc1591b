import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongPin, pinFor } from './credentials.ts';
import {
  addClient,
  linksTo,
  newestLinkTo,
  openPractice,
  openTestProduct,
  signInAsStaff,
  type TestProduct,
} from './product.ts';
import { waitForBackgroundWork } from './time.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ LOG_LEVEL: 'trace' });
});
afterAll(async () => product.close());

test('a whole call for help, failures included, leaves no secret and no address in the log', async () => {
  const practice = await openPractice(product);
  const client = await addClient(product, practice);
  const staff = await signInAsStaff(product, practice.ownerEmail);
  await staff.sendInvitation(client.portalAccessId);
  const token = await newestLinkTo(product, client.email);
  const pin = await pinFor(staff, client);
  const apiClient = product.apiClient({
    'user-agent': `Mozilla ${client.email}\u00a0${token}`.replaceAll('\u00a0', ' '),
  });
  await apiClient.redeemPin(practice.slug, client.email, wrongPin(pin));
  await apiClient.redeemPin(practice.slug, client.email, pin);
  await apiClient.redeemLink(token);
  await apiClient.redeemLink(`${token}x`);
  await apiClient.requestSignInLink(practice.slug, `x${client.email}`);
  await apiClient.requestSignInLink(practice.slug, `${client.email}\nlevel=fatal`);
  await apiClient.execute(`{ me { email } } # ${token} ${client.email}`);
  await apiClient.execute(`{ ${client.email} }`);
  await staff.execute(
    'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
    {
      input: { portalAccessId: client.portalAccessId, email: `new-${client.email}` },
    },
  );
  const { app } = product;
  const cookie = [...staff.cookies.values()][0] ?? '';
  for (const secret of [token, cookie, client.email, encodeURIComponent(client.email)]) {
    await app.inject({ url: `/${secret}` });
    await app.inject({ url: `/harbor/link?token=${secret}`, headers: { referer: `http://localhost:4000/#${secret}` } });
  }
  await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: `{"${client.email}`,
  });

  await product.sql('ALTER TABLE sign_in_request RENAME COLUMN email TO hidden');
  expect((await apiClient.requestSignInLink(practice.slug, client.email)).code).toBe('INTERNAL_SERVER_ERROR');
  await product.sql('ALTER TABLE sign_in_request RENAME COLUMN hidden TO email');
  await waitForBackgroundWork(product);

  const log = product.log.join('');
  expect(product.log.length).toBeGreaterThan(15);
  const tokens = [...(await linksTo(product, client.email)), ...(await linksTo(product, practice.ownerEmail))];
  for (const secret of [...tokens, ...apiClient.cookies.values(), ...staff.cookies.values()])
    expect(log).not.toContain(secret);
  for (const email of [client.email, practice.ownerEmail]) {
    expect(log).not.toContain(email);
    expect(log).not.toContain(encodeURIComponent(email));
  }
  const withoutNoise = log.replaceAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|p-[0-9a-f]{12}/g,
    '',
  );
  expect(withoutNoise).not.toContain(pin);
});

test('every event is one line of JSON', async () => {
  await product.app.inject({ url: '/a%0Ab%0D%0A%7B%22level%22:%22fatal%22%7D' });
  await product.apiClient().execute('{ "a\nb" }');
  for (const line of product.log) {
    expect(line.trimEnd()).not.toMatch(/[\n\r]/);
    expect(JSON.parse(line)).toMatchObject({
      level: expect.any(String),
      time: expect.any(String),
      msg: expect.any(String),
    });
  }
});
