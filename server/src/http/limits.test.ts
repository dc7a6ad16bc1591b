import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPractice, openTestProduct, type TestProduct } from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { networkOf } from './limits.ts';

let direct: TestProduct;
let proxied: TestProduct;

beforeAll(async () => {
  direct = await openTestProduct({ JOBS: 'off' });
  proxied = await openTestProduct({ JOBS: 'off', TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(async () => {
  await direct.close();
  await proxied.close();
});

/** Tries links that were never ours until the network is refused, and says how many were taken. */
async function triesTaken(apiClient: (n: number) => ApiClient): Promise<number> {
  for (let n = 0; n < 1000; n += 1) {
    if ((await apiClient(n).redeemLink('no-link')).code === 'TOO_MANY_REQUESTS') return n;
  }
  return 1000;
}

const behind = (product: TestProduct, address: string) => product.apiClient({ 'x-forwarded-for': address });

test('lets 50 people behind one address ask five times each, then says when to come back', async () => {
  const practice = await openPractice(proxied);
  const office = behind(proxied, '198.51.100.7');
  for (let person = 0; person < 250; person += 1) {
    const answer = await office.requestSignInLink(practice.slug, `client${person % 50}@client.example`);
    expect(answer.code).toBeUndefined();
  }
  let refused = await office.requestStaffSignInLink('owner@harbor.example');
  for (let n = 0; n < 100 && !refused.code; n += 1)
    refused = await office.requestStaffSignInLink('owner@harbor.example');

  expect(refused.code).toBe('TOO_MANY_REQUESTS');
  expect(refused.extensions['retryAfterSeconds']).toBeGreaterThan(0);
  expect(refused.extensions['retryAfterSeconds']).toBeLessThanOrEqual(600);
  expect(
    (await behind(proxied, '198.51.100.8').requestSignInLink(practice.slug, 'a@client.example')).code,
  ).toBeUndefined();
});

test('counts every try to sign in against the network it comes from', async () => {
  const taken = await triesTaken(() => behind(proxied, '203.0.113.5'));
  expect(taken).toBeGreaterThanOrEqual(500);
  expect(taken).toBeLessThan(1000);
  expect((await behind(proxied, '203.0.113.6').redeemLink('no-link')).code).toBeUndefined();
  const pin = await behind(proxied, '203.0.113.5').redeemPin('harbor', 'jamie@client.example', '123456');
  expect(pin.code).toBe('TOO_MANY_REQUESTS');
});

test('counts a whole IPv6 network of one customer as one', async () => {
  const taken = await triesTaken((n) => behind(proxied, `2001:db8:1:2::${n.toString(16)}`));
  expect(taken).toBeLessThan(1000);
  expect((await behind(proxied, '2001:db8:1:3::1').redeemLink('no-link')).code).toBeUndefined();
});

test.each([
  [
    '203.0.113.7',
    ['203.0.113.7:4711', '::ffff:203.0.113.7', '::ffff:cb00:7107', '[::ffff:203.0.113.7]:4711', ' 203.0.113.7'],
  ],
  ['198.51.100.7', ['198.51.100.7:1', '0:0:0:0:0:ffff:198.51.100.7']],
  [
    '2001:db8:0:7::1',
    [
      '2001:0db8:0000:0007:0000:0000:0000:0001',
      '2001:DB8::7:0:0:0:9',
      '[2001:db8:0:7::2]:443',
      '[2001:db8:0:7::3]',
      '2001:db8:0:7::%eth0',
    ],
  ],
  ['unknown', ['', 'unknown', 'a.b', '1.2.3.4.5', '203.0.113.7:x', '::ffff:203.0.113.700', `${'1:'.repeat(40)}1`]],
])('%s is one network, however it is spelled', (address, spellings) => {
  for (const spelling of spellings) expect(networkOf(spelling), spelling).toBe(networkOf(address));
});

test('different networks stay different', () => {
  const addresses = [
    '203.0.113.7',
    '203.0.113.70',
    '2001:db8:0:7::1',
    '2001:db8:0:8::1',
    '2001:db8::1',
    '::1',
    '127.0.0.1',
  ];
  expect(new Set(addresses.map(networkOf)).size).toBe(addresses.length);
});

test('gives nobody a budget for each spelling of an address', async () => {
  const spellings = (n: number) =>
    [`203.0.113.9:${1024 + n}`, '::ffff:203.0.113.9', '0:0:0:0:0:FFFF:203.0.113.9'][n % 3] ?? '';
  const taken = await triesTaken((n) => behind(proxied, spellings(n)));
  expect(taken).toBeLessThan(1000);
  expect((await behind(proxied, '203.0.113.10:1024').redeemLink('no-link')).code).toBeUndefined();
});

test('believes X-Forwarded-For only from a proxy that is trusted', async () => {
  const taken = await triesTaken((n) => direct.apiClient({ 'x-forwarded-for': `192.0.2.${n % 250}` }, '198.51.100.9'));
  expect(taken).toBeLessThan(1000);
});

test('believes only what the trusted proxy itself added to X-Forwarded-For', async () => {
  const taken = await triesTaken((n) => behind(proxied, `10.9.8.${n % 250}, 203.0.113.77`));
  expect(taken).toBeLessThan(1000);
});
