import { beforeAll, expect, test } from 'vitest';
import { openPractice, sharedProduct, signInAsStaff, type TestProduct } from '../../test/product.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ PUBLIC_ORIGIN: 'https://portal.example.org', JOBS: 'off' });
});

const payload = JSON.stringify({ query: 'mutation { signOut }' });
const post = (headers: Record<string, string>) =>
  product.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });

test('answers its own pages, and programs that are no browser', async () => {
  expect((await post({ origin: 'https://portal.example.org' })).json()).toEqual({ data: { signOut: true } });
  expect((await post({})).json()).toEqual({ data: { signOut: true } });
});

test.each([
  'https://evil.example',
  'null',
  '',
  'http://portal.example.org',
  'https://portal.example.org:444',
  'https://portal.example.org.evil.example',
  'https://evil.example/https://portal.example.org',
  'http://localhost:4000',
  'file://',
])('refuses a request from a page at %j', async (origin) => {
  const answer = await post({ origin });
  expect(answer.statusCode).toBe(403);
  expect(answer.body).not.toContain('signOut');
});

test.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('refuses a file of the record, which writes a line, to a page of another site: %j', async (headers) => {
  const practice = await openPractice(product);
  const staff = await signInAsStaff(product, practice.ownerEmail);
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (more: Record<string, string>) =>
    (await product.app.inject({ url: '/staff/activity.csv', headers: { cookie, ...more } })).statusCode;
  const lines = async () =>
    (
      await product.sql("SELECT 1 FROM activity WHERE practice_id = $1 AND kind = 'activity.exported'", [
        practice.practiceId,
      ])
    ).length;

  expect(await ask(headers)).toBe(403);
  expect(await lines()).toBe(0);
  expect(await ask({ origin: 'https://portal.example.org', 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await ask({ 'sec-fetch-site': 'none' })).toBe(200);
  expect(await ask({})).toBe(200);
  expect(await lines()).toBe(3);
});

test('gives no other site leave to read an answer', async () => {
  for (const method of ['POST', 'OPTIONS', 'GET'] as const) {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await product.app.inject({ method, url: '/graphql', headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  }
});

test.each([
  ['text/plain', payload],
  ['application/x-www-form-urlencoded', `query=${encodeURIComponent('mutation { signOut }')}`],
  [
    'multipart/form-data; boundary=x',
    `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{ __typename }\r\n--x--`,
  ],
  ['', payload],
])('takes JSON only: refuses %j', async (type, body) => {
  const headers: Record<string, string> = type ? { 'content-type': type } : {};
  const answer = await product.app.inject({ method: 'POST', url: '/graphql', headers, payload: body });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.body).not.toContain('"signOut":true');
});

test('runs nothing by GET, HEAD, PUT or DELETE', async () => {
  const query = encodeURIComponent('mutation { signOut }');
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const) {
    const headers = { 'apollo-require-preflight': 'true' };
    const answer = await product.app.inject({ method, url: `/graphql?query=${query}`, headers });
    expect(answer.statusCode, method).toBe(method === 'GET' || method === 'HEAD' ? 405 : 404);
  }
});

test('runs one operation at a time: refuses a batch', async () => {
  const batch = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
  const headers = { 'content-type': 'application/json' };
  const answer = await product.app.inject({ method: 'POST', url: '/graphql', headers, payload: batch });
  expect(answer.statusCode).toBe(400);
});
