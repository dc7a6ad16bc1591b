import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestProduct, type TestProduct } from '../../test/product.ts';

let secure: TestProduct;
let local: TestProduct;

beforeAll(async () => {
  secure = await openTestProduct({ PUBLIC_ORIGIN: 'https://portal.example.org', JOBS: 'off' });
  local = await openTestProduct({ JOBS: 'off' });
});
afterAll(async () => {
  await secure.close();
  await local.close();
});

const json = { 'content-type': 'application/json' };
const requests = {
  health: { method: 'GET', url: '/healthz' },
  readiness: { method: 'GET', url: '/readyz' },
  'an answer of the API': { method: 'POST', url: '/graphql', headers: json, payload: '{"query":"{ me { email } }"}' },
  'a refusal of the API': {
    method: 'POST',
    url: '/graphql',
    headers: json,
    payload: '{"query":"{ practice { id } }"}',
  },
  'a query that does not parse': { method: 'POST', url: '/graphql', headers: json, payload: '{"query":"{"}' },
  'a body that does not parse': { method: 'POST', url: '/graphql', headers: json, payload: '{' },
  'a body that is too large': { method: 'POST', url: '/graphql', headers: json, payload: ' '.repeat(70_000) },
  'a foreign origin': {
    method: 'POST',
    url: '/graphql',
    headers: { ...json, origin: 'https://evil.example' },
    payload: '{}',
  },
  'a form': {
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=b',
  },
  'an address with nothing behind it': { method: 'GET', url: '/no/such/page' },
  'an address that cannot be read': { method: 'GET', url: '/%ff' },
  'the API asked by GET': { method: 'GET', url: '/graphql?query=%7Bme%7Bemail%7D%7D' },
  'the API asked by OPTIONS': { method: 'OPTIONS', url: '/graphql' },
  'a method with nothing behind it': { method: 'DELETE', url: '/graphql' },
  'the mailbox': { method: 'GET', url: '/mailbox' },
  'the mailbox as JSON': { method: 'GET', url: '/mailbox.json' },
  'the preview of mails': { method: 'GET', url: '/mailbox/preview' },
  'the preview of one mail': { method: 'GET', url: '/mailbox/preview/invitation' },
} as const;

const send = ({ app }: TestProduct, name: keyof typeof requests) => app.inject({ ...requests[name] });

function policyOf({ headers }: LightMyRequestResponse): string {
  return headers['content-security-policy'] ?? '';
}

test.each(Object.keys(requests) as (keyof typeof requests)[])(
  '%s comes with every header that keeps it safe',
  async (name) => {
    const answer = await send(secure, name);
    const policy = policyOf(answer);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['server']).toBeUndefined();
  },
);

test('only https is promised to stay https', async () => {
  expect((await send(local, 'health')).headers['strict-transport-security']).toBeUndefined();
});

test('no answer of the API may be kept by a cache', async () => {
  expect((await send(secure, 'an answer of the API')).headers['cache-control']).toContain('no-store');
});

test.each([
  ['a body that does not parse', 400],
  ['a body that is too large', 413],
  ['a form', 415],
  ['the API asked by OPTIONS', 405],
  ['an address with nothing behind it', 404],
  ['an address that cannot be read', 404],
] as const)('%s is answered with %i and one plain sentence', async (name, status) => {
  const answer = await send(secure, name);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ error: expect.stringMatching(/^[A-Z][^\n{}]+\.$/) });
});

test('is healthy and ready', async () => {
  expect((await send(local, 'health')).json()).toEqual({ status: 'ok' });
  expect((await send(local, 'readiness')).json()).toEqual({ status: 'ready' });
});

test('who would wait too long for many slow steps is told to come back', async () => {
  vi.spyOn(local.stores.practices, 'findPortal').mockReturnValue(new Promise(() => {}));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const asking = local.app.inject('/harbor/qr.svg');
  await vi.advanceTimersByTimeAsync(8000);
  vi.useRealTimers();
  const { statusCode, headers } = await asking;
  expect({ statusCode, comeBack: headers['retry-after'] }).toEqual({ statusCode: 503, comeBack: '5' });
});
