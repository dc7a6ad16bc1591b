import { beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink } from '../../test/credentials.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import { statementsOf } from '../../test/statements.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
});

interface Scene {
  practice: TestPractice;
  owner: ApiClient;
}

async function openScene(): Promise<Scene> {
  const practice = await openPractice(product);
  const owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
  return { practice, owner };
}

async function named(scene: Scene, name: string, email?: string): Promise<TestClient> {
  const client = await addClient(product, scene.practice, email);
  const [firstName, lastName] = name.split(' ', 2);
  const save = 'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }';
  await scene.owner.execute(save, { input: { clientId: client.clientId, version: 1, firstName, lastName } });
  return client;
}

async function withoutAddress({ owner }: Scene, name: string): Promise<void> {
  const [firstName, lastName] = name.split(' ', 2);
  await owner.execute('mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }', {
    input: { firstName, lastName },
  });
}

async function signIn({ practice }: Scene, client: TestClient): Promise<void> {
  await product.apiClient().redeemLink(await issueLink(product, practice, client));
}

const query = `query ($search: String, $archived: Boolean! = false, $filter: ClientFilter, $sort: ClientSort! = NAME,
    $descending: Boolean! = false, $first: Int, $after: String) {
  clients(search: $search, archived: $archived, filter: $filter, sort: $sort, descending: $descending,
          first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }`;

async function names({ owner }: Scene, variables: Record<string, unknown>): Promise<string[]> {
  const { edges, totalCount } = (await owner.execute(query, variables)).data.clients;
  expect(totalCount).toBe(edges.length);
  return edges.map((edge: { node: { name: string } }) => edge.node.name);
}

test('shows who needs something done, and no longer once it is done', async () => {
  const scene = await openScene();
  await withoutAddress(scene, 'No Address');
  await named(scene, 'Never Invited');
  const invited = await named(scene, 'Was Invited');
  await scene.owner.sendInvitation(invited.portalAccessId);
  const off = await named(scene, 'Switched Off');
  await scene.owner.sendInvitation(off.portalAccessId);
  await signIn(scene, off);
  const set = 'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { __typename } }';
  await scene.owner.execute(set, { input: { portalAccessId: off.portalAccessId, active: false } });

  expect(await names(scene, { filter: 'NO_ADDRESS' })).toEqual(['No Address']);
  expect(await names(scene, { filter: 'NEVER_INVITED' })).toEqual(['Never Invited']);
  expect(await names(scene, { filter: 'NEVER_SIGNED_IN' })).toEqual(['Was Invited']);
  expect(await names(scene, { filter: 'ACCESS_OFF' })).toEqual(['Switched Off']);
  expect(await names(scene, { filter: 'ACCESS_OFF', search: 'was' })).toEqual([]);

  await signIn(scene, invited);
  expect(await names(scene, { filter: 'NEVER_SIGNED_IN' })).toEqual([]);
  await scene.owner.execute(set, { input: { portalAccessId: off.portalAccessId, active: true } });
  expect(await names(scene, { filter: 'ACCESS_OFF' })).toEqual([]);
});

test('shows whose mail came back, until a later one arrives or the address is changed', async () => {
  const scene = await openScene();
  const jamie = await named(scene, 'Jamie Rivera');
  const sam = await named(scene, 'Sam Okafor');
  for (const { portalAccessId } of [jamie, sam]) await scene.owner.sendInvitation(portalAccessId);
  const ends = (email: string, state: string, provider = 'resend') =>
    product.sql(
      `UPDATE mail SET state = $2, provider = $3, state_at = clock_timestamp() WHERE to_address = $1 AND state = 'queued'`,
      [email, state, provider],
    );
  await ends(jamie.email, 'bounced');
  await ends(sam.email, 'bounced');
  expect(await names(scene, { filter: 'BOUNCED' })).toEqual(['Sam Okafor', 'Jamie Rivera']);

  await scene.owner.sendInvitation(jamie.portalAccessId);
  await ends(jamie.email, 'delivered');
  expect(await names(scene, { filter: 'BOUNCED' })).toEqual(['Sam Okafor']);

  // A mail service that only took it may yet send it back; a mail server of the practice's own says no more.
  await scene.owner.sendInvitation(jamie.portalAccessId);
  await ends(jamie.email, 'bounced', 'smtp');
  await scene.owner.sendInvitation(jamie.portalAccessId);
  await ends(jamie.email, 'sent');
  expect(await names(scene, { filter: 'BOUNCED' })).toEqual(['Sam Okafor', 'Jamie Rivera']);
  await scene.owner.sendInvitation(jamie.portalAccessId);
  await ends(jamie.email, 'sent', 'smtp');
  expect(await names(scene, { filter: 'BOUNCED' })).toEqual(['Sam Okafor']);

  const change = 'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { __typename } }';
  await scene.owner.execute(change, { input: { portalAccessId: sam.portalAccessId, email: `new-${sam.email}` } });
  expect(await names(scene, { filter: 'BOUNCED' })).toEqual([]);
  expect(await names(scene, { filter: 'NEVER_INVITED' })).toEqual(['Sam Okafor']);
  expect(await names(scene, { search: `new-${sam.email}` })).toEqual(['Sam Okafor']);
  expect(await names(scene, { search: sam.email.slice(0, -1) })).toEqual(['Sam Okafor']);
});

test('sorts clients by sign-in, invitation and addition, in both directions', async () => {
  const scene = await openScene();
  const [first, second] = [await named(scene, 'First Added'), await named(scene, 'Second Added')];
  await named(scene, 'Third Added');
  await scene.owner.sendInvitation(second.portalAccessId);
  await scene.owner.sendInvitation(first.portalAccessId);

  const descending = true;
  expect(await names(scene, { sort: 'ADDED' })).toEqual(['First Added', 'Second Added', 'Third Added']);
  expect(await names(scene, { sort: 'ADDED', descending })).toEqual(['Third Added', 'Second Added', 'First Added']);
  expect(await names(scene, { sort: 'INVITATION', descending })).toEqual([
    'First Added',
    'Second Added',
    'Third Added',
  ]);
  expect(await names(scene, { sort: 'INVITATION' })).toEqual(['Third Added', 'Second Added', 'First Added']);

  await signIn(scene, first);
  await signIn(scene, second);
  expect(await names(scene, { sort: 'LAST_SIGN_IN', descending })).toEqual([
    'Second Added',
    'First Added',
    'Third Added',
  ]);
  await signIn(scene, first);
  expect(await names(scene, { sort: 'LAST_SIGN_IN', descending })).toEqual([
    'First Added',
    'Second Added',
    'Third Added',
  ]);
  expect(await names(scene, { sort: 'NAME', descending })).toEqual(['Third Added', 'Second Added', 'First Added']);
});

test('records a sign-in at every client of the address', async () => {
  const scene = await openScene();
  const mia = await named(scene, 'Mia Brandt');
  await named(scene, 'Leo Brandt', mia.email);
  await named(scene, 'Somebody Else');
  await signIn(scene, mia);
  const sorted = await names(scene, { sort: 'LAST_SIGN_IN', descending: true });
  expect(sorted.slice(0, 2).toSorted()).toEqual(['Leo Brandt', 'Mia Brandt']);
});

const orders = ['NAME', 'LAST_SIGN_IN', 'INVITATION', 'ADDED'].flatMap((sort) =>
  [false, true].map((descending) => ({ sort, descending })),
);
test.each(orders)('goes through every page once, by $sort (descending: $descending)', async (order) => {
  const scene = await openScene();
  for (let n = 0; n < 7; n += 1) {
    const client = await named(scene, `Same Name${n % 2}`);
    if (n % 3 > 0) await scene.owner.sendInvitation(client.portalAccessId);
    if (n % 3 > 1) await signIn(scene, client);
  }
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 4; page += 1) {
    const variables: Record<string, unknown> = { ...order, first: 2, after, ...(page % 2 && { search: 'same' }) };
    const answer: Answer = await scene.owner.execute(query.replace('{ name }', '{ id }'), variables);
    const { clients } = answer.data;
    seen.push(...clients.edges.map((edge: { node: { id: string } }) => edge.node.id));
    after = clients.pageInfo.endCursor;
    expect(clients.pageInfo.hasNextPage).toBe(page < 3);
  }
  expect(new Set(seen).size).toBe(7);
});

test.each([
  ['LAST_SIGN_IN', 'name'],
  ['INVITATION', '2026-02-30T00:00:00.000Z'],
  ['LAST_SIGN_IN', 'infinity'],
  ['ADDED', 'x'],
])('refuses a cursor that is not from the list by %s', async (sort, key) => {
  const { owner } = await openScene();
  const after = Buffer.from(JSON.stringify([key, '00000000-0000-4000-8000-000000000000'])).toString('base64url');
  expect((await owner.execute(query, { sort, after })).code).toBe('BAD_USER_INPUT');
});

test('finds one and two letters at the beginning of a word, and more anywhere', async () => {
  const scene = await openScene();
  await named(scene, 'Amari Diaz-Lee', 'zoo@client.example');
  await named(scene, 'Kamala Oz', 'kamala@client.example');
  expect(await names(scene, { search: 'a' })).toEqual(['Amari Diaz-Lee']);
  expect(await names(scene, { search: 'le' })).toEqual(['Amari Diaz-Lee']);
  expect(await names(scene, { search: 'am' })).toEqual(['Amari Diaz-Lee']);
  expect(await names(scene, { search: 'ama' })).toEqual(['Amari Diaz-Lee', 'Kamala Oz']);
  expect(await names(scene, { search: 'zo' })).toEqual(['Amari Diaz-Lee']);
  expect(await names(scene, { search: 'client kam' })).toEqual(['Kamala Oz']);
});

test('runs as many statements for fifty rows as for two', async () => {
  const scene = await openScene();
  const list = `query ($first: Int) { clients(first: $first) { totalCount edges { node { name lastSignIn { at }
    accesses { email lastSignIn { at } invitation { sentBy delivery { state } } bounce { state }
               otherClients { name } } } } } }`;
  for (let n = 0; n < 2; n += 1) await scene.owner.sendInvitation((await named(scene, `Few ${n}`)).portalAccessId);
  const few = await statementsOf(product, () => scene.owner.execute(list, { first: 50 }));
  for (let n = 0; n < 48; n += 1)
    await scene.owner.sendInvitation((await addClient(product, scene.practice)).portalAccessId);
  const many = await statementsOf(product, () => scene.owner.execute(list, { first: 50 }));
  expect(many).toHaveLength(few.length);
  expect(many.length).toBeLessThan(12);
});
