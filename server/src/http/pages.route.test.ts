import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueLink } from '../../test/credentials.ts';
import { addClient, openPractice, openTestProduct, type TestPractice, type TestProduct } from '../../test/product.ts';

let folder: string;
let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<title><!--title--></title><!--portal-data--><p>portal page</p>');
  writeFileSync(join(folder, 'staff.html'), '<title>Workspace</title><p>staff page</p>');
  writeFileSync(join(folder, 'explorer.html'), '<meta name="style-nonce" content="%STYLE-NONCE%"><p>explorer page</p>');
  writeFileSync(join(folder, 'assets', 'app-1234.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not to be served');
  product = await openTestProduct({ JOBS: 'off' }, undefined, folder);
  practice = await openPractice(product);
});
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => product.app.inject({ method, url });

function portalIn(body: string): unknown {
  const [, data] = /<script type="application\/json" id="portal-data">(.*?)<\/script>/s.exec(body) ?? [];
  return JSON.parse(data ?? 'undefined');
}

test('serves every page of a portal with the practice in it', async () => {
  for (const path of ['', '/check-mail', '/pin', '/link', '/home']) {
    const page = await get(`/${practice.slug}${path}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<title>Harbor Counseling</title>');
    expect(portalIn(page.body)).toMatchObject({ slug: practice.slug, name: 'Harbor Counseling' });
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  }
});

test('serves the workspace as a page of its own', async () => {
  for (const path of ['/staff', '/staff/link', '/staff/clients/123']) {
    const page = await get(path);
    expect(page.body).toContain('staff page');
    expect(page.body).not.toContain('portal page');
  }
});

test('serves the explorer with the policy of every page, and a nonce for style elements that is new each time', async () => {
  const nonces = new Set<string>();
  const { headers } = await get('/staff');
  for (let n = 0; n < 3; n += 1) {
    const page = await get('/graphql/explorer');
    const [, nonce = ''] = /content="([\w+/=]{24})"/.exec(page.body) ?? [];
    nonces.add(nonce);
    const policy = String(page.headers['content-security-policy']);
    expect(policy.replace(` 'nonce-${nonce}'`, '')).toBe(headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(page.headers['cache-control']).toBe('no-store');
  }
  expect(nonces.size).toBe(3);
});

test('shows the explorer to who opens the API in a browser, and answers a program', async () => {
  const browser = { method: 'GET', url: '/graphql', headers: { accept: 'text/html,*/*;q=0.8' } } as const;
  const shown = await product.app.inject(browser);
  expect([shown.statusCode, shown.headers.location]).toEqual([303, '/graphql/explorer']);

  const answered = await get('/graphql?query={me{email}}');
  expect(answered.json()).toEqual({ data: { me: null } });
});

test('serves no explorer where the operator wants none', async () => {
  const without = await openTestProduct({ JOBS: 'off', EXPLORER: 'off' }, undefined, folder);
  const page = await without.app.inject({ method: 'GET', url: '/graphql/explorer' });
  const api = await without.app.inject({ method: 'GET', url: '/graphql', headers: { accept: 'text/html' } });
  await without.close();
  expect([page.statusCode, api.statusCode]).toEqual([404, 400]);
  expect(page.body).not.toContain('explorer page');
});

test.each([
  '/no-such-portal',
  '/%00',
  '/%ff',
  '/%2e%2e%2fsecret.txt',
  `/${'x'.repeat(5000)}`,
  '/constructor',
  '/a/b/c/d',
])('answers %s with the page that says there is no such portal', async (url) => {
  const page = await get(url);
  expect(page.statusCode).toBe(404);
  expect(page.body).toContain('portal page');
  expect(portalIn(page.body)).toBeNull();
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test.each([
  '/secret.txt',
  '/assets/../secret.txt',
  '/assets/..%2fsecret.txt',
  '/assets/%2e%2e/secret.txt',
  '/assets//etc/passwd',
  '/assets/',
])('serves no file but those that were built: %s', async (url) => {
  const answer = await get(url);
  expect(answer.body).not.toContain('not to be served');
  expect(answer.body).not.toContain('root:');
  expect([403, 404]).toContain(answer.statusCode);
});

test('lets browsers keep what never changes under its name', async () => {
  const asset = await get('/assets/app-1234.js');
  expect(asset.statusCode).toBe(200);
  expect(asset.headers['cache-control']).toContain('immutable');
});

test('a practice’s name can neither end the page’s data nor add markup', async () => {
  const own = await openPractice(product);
  const name = `</script><script>alert(1)</script><!-- $& $1 "quoted" & <b>`;
  await product.sql('UPDATE practice SET name = $1 WHERE id = $2', [name, own.practiceId]);
  const { body } = await get(`/${own.slug}`);
  expect(portalIn(body)).toMatchObject({ name });
  expect(body.match(/<script/g)).toHaveLength(1);
  expect(body).not.toContain('<b>');
});

test('fetching a link, any number of times, uses nothing up', async () => {
  const client = await addClient(product, practice);
  const token = await issueLink(product, practice, client);
  for (let n = 0; n < 20; n += 1) {
    for (const method of ['GET', 'HEAD'] as const) {
      await get(`/${practice.slug}/link`, method);
      await get(`/${practice.slug}/link?token=${token}`, method);
      await get(`/${practice.slug}/link/${token}`, method);
      await get(`/graphql?query=mutation{redeemLink(input:{token:"${token}"}){__typename}}`, method);
    }
  }
  const apiClient = product.apiClient();
  expect((await apiClient.redeemLink(token)).data.redeemLink.__typename).toBe('SignedIn');
  expect(await apiClient.me()).toBe(client.email);
});
