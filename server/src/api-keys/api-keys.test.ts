import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addKey } from '../../test/api-key.ts';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let owner: ApiClient;

beforeAll(async () => {
  product = await sharedProduct();
});
beforeEach(async () => {
  practice = await openPractice(product);
  owner = await signInAsStaff(product, practice.ownerEmail);
});

const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  token apiKey { id name tokenStart scopes createdBy expiresAt expired revokedAt lastUsedAt } } }`;
const revoke = 'mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { id revokedAt } }';
const list = '{ apiKeys { id name tokenStart scopes createdBy expired expiresAt revokedAt lastUsedAt } }';
const input = { name: 'Web site', scopes: ['CLIENTS_READ', 'PINS_GENERATE'] };
const withKey = (token: string) => product.apiClient({ authorization: `Bearer ${token}` });

test('an owner makes a key, which is shown once and works at once', async () => {
  const { token, apiKey } = (await owner.execute(create, { input })).data.createApiKey;
  expect(token.startsWith(apiKey.tokenStart)).toBe(true);
  expect(apiKey).toMatchObject({ name: 'Web site', createdBy: 'Olivia Hart', expiresAt: null, lastUsedAt: null });

  const listed = await owner.execute(list);
  expect(listed.data.apiKeys).toMatchObject([{ id: apiKey.id, scopes: ['CLIENTS_READ', 'PINS_GENERATE'] }]);
  expect(listed.body).not.toContain(token.slice(8));
  expect((await withKey(token).execute('{ apiKey { id name } clients { totalCount } }')).data).toEqual({
    apiKey: { id: apiKey.id, name: 'Web site' },
    clients: { totalCount: 0 },
  });
});

test.each([
  [{ name: '  ', scopes: ['CLIENTS_READ'] }, 'name'],
  [{ name: 'x'.repeat(61), scopes: ['CLIENTS_READ'] }, 'name'],
  [{ name: 'Web site', scopes: [] }, 'scopes'],
  [{ name: 'Web site', scopes: ['CLIENTS_READ'], expiresInDays: 0 }, 'expiresInDays'],
  [{ name: 'Web site', scopes: ['CLIENTS_READ'], expiresInDays: 4000 }, 'expiresInDays'],
])('says what is wrong with %j', async (wrong, field) => {
  const answer = await owner.execute(create, { input: wrong });
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field } });
  expect((await owner.execute(list)).data.apiKeys).toEqual([]);
});

test('a revoked key is refused from the next request on, and stays on the list', async () => {
  const key = await addKey(product, practice);
  expect((await withKey(key.token).execute('{ practice { id } }')).code).toBeUndefined();

  const { revokedAt } = (await owner.execute(revoke, { id: key.id })).data.revokeApiKey;
  expect(revokedAt).not.toBeNull();
  expect(await withKey(key.token).execute('{ practice { id } }')).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
  });
  expect((await owner.execute(revoke, { id: key.id })).data.revokeApiKey.revokedAt).toBe(revokedAt);
  expect((await owner.execute(list)).data.apiKeys).toMatchObject([{ id: key.id, revokedAt }]);
});

test("a key ends when its time is over, by the database's clock", async () => {
  const key = await addKey(product, practice, undefined, 30);
  await product.sql("UPDATE api_key SET expires_at = now() + interval '1 second' WHERE id = $1", [key.id]);
  expect((await withKey(key.token).execute('{ practice { id } }')).code).toBeUndefined();
  await product.sql("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1", [key.id]);
  expect((await withKey(key.token).execute('{ practice { id } }')).code).toBe('UNAUTHENTICATED');
  expect((await owner.execute(list)).data.apiKeys).toMatchObject([{ id: key.id, expired: true }]);
});

test.each([
  ['no key at all', 'Bearer nonsense'],
  ['nothing', 'Bearer'],
  ['nothing but a space', 'Bearer '],
  ['a key without the word Bearer', `plk_${'0'.repeat(71)}`],
  ['a key nobody made', `Bearer plk_${'0'.repeat(71)}`],
])('%s is refused everywhere, also where anyone may go, and even beside a good cookie', async (_, authorization) => {
  const apiClient = product.apiClient({ authorization });
  for (const [name, value] of owner.cookies) apiClient.cookies.set(name, value);
  for (const query of ['{ portal(slug: "x") { name } }', '{ staff { id } }', '{ practice { id } }', '{ __typename }']) {
    const answer = await apiClient.execute(query);
    expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', data: {} });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
});

test('a request with a key ignores the cookies that come with it', async () => {
  const key = await addKey(product, practice, ['practice:read']);
  const apiClient = withKey(key.token);
  for (const [name, value] of owner.cookies) apiClient.cookies.set(name, value);
  expect((await apiClient.execute('{ staff { id } me { email } practice { id } }')).data).toMatchObject({
    staff: null,
    me: null,
  });
  expect((await apiClient.execute(list)).code).toBe('FORBIDDEN');
});

test('another Authorization scheme, such as that of a proxy, is ignored', async () => {
  const apiClient = product.apiClient({ authorization: 'Basic eDp5' });
  for (const [name, value] of owner.cookies) apiClient.cookies.set(name, value);
  expect((await apiClient.execute('{ staff { email } }')).data.staff).toEqual({ email: practice.ownerEmail });
});

test('only owners see and make keys', async () => {
  const clinician = await signInAsStaff(product, await addStaff(product, practice, 'clinician'));
  expect((await clinician.execute(list)).code).toBe('FORBIDDEN');
  expect((await clinician.execute(create, { input })).code).toBe('FORBIDDEN');
});

test("another practice's key answers as one that does not exist", async () => {
  const key = await addKey(product, await openPractice(product));
  const nobody = '00000000-0000-4000-8000-000000000000';
  const [theirs, nothing] = [await owner.execute(revoke, { id: key.id }), await owner.execute(revoke, { id: nobody })];
  expect(theirs.code).toBe('NOT_FOUND');
  expect(theirs.body).toBe(nothing.body);
  expect((await withKey(key.token).execute('{ practice { id } }')).code).toBeUndefined();
});

test('what a key does is in the record under its name, and so are its making and its end', async () => {
  const { clientId, portalAccessId } = await addClient(product, practice);
  const { token, apiKey } = (await owner.execute(create, { input })).data.createApiKey;
  await withKey(token).generatePin(portalAccessId);
  await owner.execute(revoke, { id: apiKey.id });

  const ofClient = '($id: ID!) { client(id: $id) { activity { edges { node { kind summary actor } } } } }';
  const { edges } = (await owner.execute(`query ${ofClient}`, { id: clientId })).data.client.activity;
  expect(edges[0].node).toEqual({
    kind: 'pin.generated',
    summary: 'Pin code generated by Web site',
    actor: 'Web site',
  });

  const all = (await owner.execute('{ practiceActivity { edges { node { summary } } } }')).data.practiceActivity.edges;
  const lines = all.map(({ node }: { node: { summary: string } }) => node.summary);
  expect(lines).toContain('API key “Web site” made by Olivia Hart');
  expect(lines).toContain('API key “Web site” revoked by Olivia Hart');
});

test('a key is not on the list of staff, and nobody signs in as one', async () => {
  await addKey(product, practice);
  const { staffMembers } = (await owner.execute('{ staffMembers { name email } }')).data;
  expect(staffMembers).toEqual([{ name: 'Olivia Hart', email: practice.ownerEmail }]);
});

test('the last use is written at most once a minute', async () => {
  const key = await addKey(product, practice);
  const lastUse = async () => (await owner.execute(list)).data.apiKeys[0].lastUsedAt;
  await withKey(key.token).execute('{ practice { id } }');
  const first = await lastUse();
  expect(first).not.toBeNull();
  await withKey(key.token).execute('{ practice { id } }');
  expect(await lastUse()).toBe(first);
  await product.sql("UPDATE api_key SET last_used_at = now() - interval '61 seconds' WHERE id = $1", [key.id]);
  await withKey(key.token).execute('{ practice { id } }');
  expect(Date.parse(await lastUse())).toBeGreaterThanOrEqual(Date.parse(first));
});

test('the number of keys of a practice is limited', async () => {
  for (let n = 0; n < 50; n += 1) await addKey(product, practice);
  expect(await owner.execute(create, { input })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const [{ id }] = (await owner.execute(list)).data.apiKeys;
  await owner.execute(revoke, { id });
  expect((await owner.execute(create, { input })).code).toBeUndefined();
});
