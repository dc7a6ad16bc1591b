import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  newestLinkTo,
  openPractice,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import { sharedServers, type TwoServers } from './two-servers.ts';
import type { Answer, ApiClient } from './api-client.ts';

let two: TwoServers;
let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  two = await sharedServers();
  ({ product } = two);
  practice = await openPractice(product);
});

/** Fifty browsers, every other one at the other server, do the same thing at once. */
async function fiftyAtOnce(act: (apiClient: ApiClient) => Promise<Answer>): Promise<ApiClient[]> {
  const [here, there] = two.servers;
  const apiClients = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? here : there).apiClient());
  const answers = await Promise.all(apiClients.map(act));
  expect(answers.map(({ status }) => status)).toEqual(apiClients.map(() => 200));
  return apiClients.filter((_, n) => Object.values(answers[n]?.data ?? {})[0]?.__typename === 'SignedIn');
}

async function sessionsOf(portalAccountId: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS count FROM session WHERE portal_account_id = $1';
  return (await product.sql<{ count: number }>(sql, [portalAccountId]))[0]?.count ?? 0;
}

test('signs in exactly one of fifty who open the same link at once, over two servers', async () => {
  const { email, portalAccountId } = await addClient(product, practice);
  await two.servers[0].apiClient().requestSignInLink(practice.slug, email);
  const token = await newestLinkTo(product, email);

  const signedIn = await fiftyAtOnce((apiClient) => apiClient.redeemLink(token));

  expect(signedIn).toHaveLength(1);
  expect(await signedIn[0]?.me()).toBe(email);
  expect(await sessionsOf(portalAccountId)).toBe(1);
});

test('signs in exactly one of fifty who type the same PIN at once, over two servers', async () => {
  const { email, portalAccountId, portalAccessId } = await addClient(product, practice);
  const staff = await signInAsStaff({ ...product, apiClient: () => two.servers[0].apiClient() }, practice.ownerEmail);
  const { digits } = (await staff.generatePin(portalAccessId)).data.generatePin;

  const signedIn = await fiftyAtOnce((apiClient) => apiClient.redeemPin(practice.slug, email, digits));

  expect(signedIn).toHaveLength(1);
  expect(await signedIn[0]?.me()).toBe(email);
  expect(await sessionsOf(portalAccountId)).toBe(1);
});

test('ends a session on every server at the next request once access is switched off on one', async () => {
  const [here, there] = two.servers;
  const { email, portalAccessId } = await addClient(product, practice);
  const staff = await signInAsStaff({ ...product, apiClient: () => here.apiClient() }, practice.ownerEmail);
  const client = there.apiClient();
  await client.requestSignInLink(practice.slug, email);
  await client.redeemLink(await newestLinkTo(product, email));
  expect(await client.me()).toBe(email);

  const off =
    'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { active } } }';
  expect((await staff.execute(off, { input: { portalAccessId, active: false } })).data.setPortalAccess.active).toBe(
    false,
  );

  expect(await client.me()).toBeNull();
  expect(await here.withCookiesOf(client).me()).toBeNull();
});
