import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink } from '../../test/credentials.ts';
import { addClient, openPractice, openTestProduct, type TestProduct } from '../../test/product.ts';

let local: TestProduct;
let secure: TestProduct;

beforeAll(async () => {
  local = await openTestProduct({ JOBS: 'off' });
  secure = await openTestProduct({ JOBS: 'off', PUBLIC_ORIGIN: 'https://portal.example.org' });
});
afterAll(async () => {
  await local.close();
  await secure.close();
});

async function cookiesOf(product: TestProduct): Promise<string[]> {
  const practice = await openPractice(product);
  const apiClient = product.apiClient();
  const client = await apiClient.redeemLink(await issueLink(product, practice, await addClient(product, practice)));
  const staff = await apiClient.redeemLink(await issueStaffLink(product, practice));
  return [client, staff].map(({ headers }) => String(headers['set-cookie']));
}

test('on https, no other host and no script can read or plant the cookies, and no other site can send them along', async () => {
  const [client, staff] = await cookiesOf(secure);
  expect(client).toMatch(/^__Host-porchlight-portal=[\w-]{64}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(staff).toMatch(/^__Host-porchlight-staff=[\w-]{64}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('on this machine, without https, they are the same but for the prefix and Secure', async () => {
  const [client, staff] = await cookiesOf(local);
  expect(client).toMatch(/^porchlight-portal=[\w-]{64}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(staff).toMatch(/^porchlight-staff=[\w-]{64}; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('on https, a cookie without the prefix is worth nothing', async () => {
  const practice = await openPractice(secure);
  const client = await addClient(secure, practice);
  const apiClient = secure.apiClient();
  await apiClient.redeemLink(await issueLink(secure, practice, client));
  const text = apiClient.cookies.get('__Host-porchlight-portal') ?? '';
  const other = secure.apiClient();
  other.cookies.set('porchlight-portal', text);
  expect(await other.me()).toBeNull();
  other.cookies.set('__Host-porchlight-portal', text);
  expect(await other.me()).toBe(client.email);
});

test('gives a new session at every sign-in, and the one before is dead', async () => {
  const practice = await openPractice(local);
  const client = await addClient(local, practice);
  const apiClient = local.apiClient();
  await apiClient.redeemLink(await issueLink(local, practice, client));
  const before = apiClient.cookies.get('porchlight-portal') ?? '';
  await apiClient.redeemLink(await issueLink(local, practice, client));
  expect(apiClient.cookies.get('porchlight-portal')).not.toBe(before);

  const thief = local.apiClient();
  thief.cookies.set('porchlight-portal', before);
  expect(await thief.me()).toBeNull();
});

test('a cookie planted before the sign-in is worth nothing after it', async () => {
  const practice = await openPractice(local);
  const client = await addClient(local, practice);
  const planted = Buffer.alloc(48, 1).toString('base64url');
  const victim = local.apiClient();
  victim.cookies.set('porchlight-portal', planted);
  await victim.redeemLink(await issueLink(local, practice, client));
  expect(victim.cookies.get('porchlight-portal')).not.toBe(planted);

  const attacker = local.apiClient();
  attacker.cookies.set('porchlight-portal', planted);
  expect(await attacker.me()).toBeNull();
});

test.each(['', 'x', 'null', '%00', 'A'.repeat(64), "' OR 1=1 --", 'A'.repeat(4000)])(
  'a cookie of %j is nobody',
  async (text) => {
    const apiClient = local.apiClient();
    apiClient.cookies.set('porchlight-portal', text);
    apiClient.cookies.set('porchlight-staff', text);
    const answer = await apiClient.execute('{ me { email } staff { email } }');
    expect(answer.data).toEqual({ me: null, staff: null });
  },
);
