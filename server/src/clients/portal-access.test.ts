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
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let owner: ApiClient;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
});

const act = async (name: string, input: Record<string, unknown>) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const fields =
    name === 'removePortalAccess'
      ? '... on Client { accesses { id } }'
      : '... on PortalAccess { person relationship email active version }';
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ... on EditedMeanwhile { version } } }`;
  const answer = await owner.execute(query, { input });
  return { ...answer, result: answer.data[name] };
};

async function signedIn(client: TestClient): Promise<ApiClient> {
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  expect(await apiClient.me()).toBe(client.email);
  return apiClient;
}

test('changes the holder of an access, and signs nobody out', async () => {
  const client = await addClient(product, practice);
  const apiClient = await signedIn(client);
  const input = {
    portalAccessId: client.portalAccessId,
    version: 1,
    relationship: 'GUARDIAN',
    person: ' Robin  Brandt ',
  };
  expect((await act('updatePortalAccess', input)).result).toMatchObject({
    person: 'Robin Brandt',
    relationship: 'GUARDIAN',
    version: 2,
  });
  expect(await apiClient.me()).toBe(client.email);
  const self = { ...input, version: 2, relationship: 'SELF' };
  expect((await act('updatePortalAccess', self)).result).toMatchObject({
    person: 'Jamie Rivera',
    relationship: 'SELF',
  });
  expect(await act('updatePortalAccess', { ...input, version: 3, person: ' ' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    extensions: { field: 'person' },
  });
});

test.each([
  ['updatePortalAccess', { relationship: 'PARENT', person: 'Robin Brandt' }],
  ['setPortalAccess', { active: true }],
  ['changeAddress', { email: 'someone@client.example' }],
  ['removePortalAccess', {}],
])('%s: the second of two people is told, and nothing is overwritten', async (name, wanted) => {
  const client = await addClient(product, practice);
  const { portalAccessId } = client;
  await act('setPortalAccess', { portalAccessId, version: 1, active: false });
  const before = await product.sql('SELECT * FROM portal_access WHERE id = $1', [portalAccessId]);
  const late = await act(name, { portalAccessId, version: 1, ...wanted });
  expect(late.result).toEqual({ __typename: 'EditedMeanwhile', version: 2 });
  expect(await product.sql('SELECT * FROM portal_access WHERE id = $1', [portalAccessId])).toEqual(before);
});

test('two people can switch the same access off', async () => {
  const { portalAccessId } = await addClient(product, practice);
  await act('setPortalAccess', { portalAccessId, version: 1, active: false });
  const second = await act('setPortalAccess', { portalAccessId, version: 1, active: false });
  expect(second.result).toMatchObject({ __typename: 'PortalAccess', active: false });
});

test('removing an access signs its address out and voids its link; adding it again undoes that', async () => {
  const client = await addClient(product, practice);
  const link = await issueLink(product, practice, client);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  const { result } = await act('removePortalAccess', { portalAccessId: client.portalAccessId, version: 1 });
  expect(result).toEqual({ __typename: 'Client', accesses: [] });
  expect(await apiClient.me()).toBeNull();
  expect((await product.apiClient().redeemLink(link)).data.redeemLink.__typename).toBe('LinkRefused');
  const kinds = await product.sql("SELECT kind FROM activity WHERE client_id = $1 AND kind LIKE 'access%'", [
    client.clientId,
  ]);
  expect(kinds).toEqual([{ kind: 'access.removed' }]);

  const add = 'mutation ($input: AddPortalAccessInput!) { addPortalAccess(input: $input) { id } }';
  const again = await owner.execute(add, { input: { clientId: client.clientId, email: client.email } });
  await signedIn({ ...client, portalAccessId: again.data.addPortalAccess.id });
});

const toldOldAddress = ({ email }: { email: string }) =>
  product.sql(
    `SELECT (facts ->> 'partly')::boolean AS partly FROM mail WHERE to_address = $1 AND kind = 'address-changed' ORDER BY queued_at`,
    [email],
  );

test('changes an address for every client it sees, and tells the old address once', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  await owner.sendInvitation(leo.portalAccessId);
  const apiClient = await signedIn(mia);
  const email = `both-${mia.email}`;
  await act('changeAddress', { portalAccessId: mia.portalAccessId, version: 1, email, everyClient: true });
  const accesses = await product.sql(
    `SELECT DISTINCT t.email, a.invited_at FROM portal_access a JOIN portal_account t ON t.id = a.portal_account_id
      WHERE a.id = ANY ($1)`,
    [[mia.portalAccessId, leo.portalAccessId]],
  );
  expect(accesses).toEqual([{ email, invited_at: null }]);
  expect(await apiClient.me()).toBeNull();
  expect(await toldOldAddress(mia)).toEqual([{ partly: false }]);
});

test('tells the old address, whether or not anybody was invited there or signed in with it', async () => {
  const told = async ({ email }: TestClient) => {
    const mails = await product.sql("SELECT id FROM mail WHERE to_address = $1 AND kind = 'address-changed'", [email]);
    return mails.length;
  };
  const change = async ({ portalAccessId, email }: TestClient) =>
    act('changeAddress', { portalAccessId, version: 1, email: `new-${email}` });

  const unused = await addClient(product, practice);
  await change(unused);
  expect(await told(unused)).toBe(1);

  const cameAlone = await addClient(product, practice);
  const apiClient = await signedIn(cameAlone);
  await change(cameAlone);
  expect(await apiClient.me()).toBeNull();
  expect(await told(cameAlone)).toBe(1);
});

test('changes an address for one client only, unless asked for all', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  await act('changeAddress', { portalAccessId: mia.portalAccessId, email: `one-${mia.email}` });
  const query = 'query ($id: ID!) { client(id: $id) { accesses { email otherClients { id } } } }';
  const { client } = (await owner.execute(query, { id: leo.clientId })).data;
  expect(client.accesses).toEqual([{ email: mia.email, otherClients: [] }]);
  expect(await toldOldAddress(mia)).toEqual([{ partly: true }]);
});

test('mails an address that was in use without an invitation, and says whether it still has access to a client', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  await signedIn(leo);
  await act('changeAddress', { portalAccessId: mia.portalAccessId, email: `one-${mia.email}` });
  await act('changeAddress', { portalAccessId: leo.portalAccessId, email: `two-${mia.email}` });
  expect(await toldOldAddress(mia)).toEqual([{ partly: true }, { partly: false }]);
});
