import { beforeAll, expect, test } from 'vitest';
import { issueStaffLink } from '../../test/credentials.ts';
import { addClient, openPractice, sharedProduct, type TestPractice, type TestProduct } from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  staff = await ownerOf(practice);
  const names = [
    'Ada Lovelace',
    'Zo\u00eb \u00c5berg',
    'Alan Turing',
    'Grace Hopper',
    '100% Real',
    'A_B Under',
    'Back\\slash Name',
    'Émile Zola',
  ];
  for (const name of names) await create(staff, name);
  await addClient(product, practice, `findme@${practice.slug}.example`);
});

async function ownerOf(of: TestPractice): Promise<ApiClient> {
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueStaffLink(product, of));
  return apiClient;
}

async function create(apiClient: ApiClient, name: string, reference?: string): Promise<string> {
  const [firstName, lastName] = name.split(' ', 2);
  const query = 'mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }';
  return (await apiClient.execute(query, { input: { firstName, lastName, reference } })).data.createClient.id;
}

const list = `query ($search: String, $first: Int, $after: String, $archived: Boolean! = false) {
  clients(search: $search, first: $first, after: $after, archived: $archived) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id name } } } }`;

interface Page {
  names: string[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

async function page(variables: Record<string, unknown> = {}, apiClient = staff): Promise<Page> {
  const { edges, ...rest } = (await apiClient.execute(list, variables)).data.clients;
  return { ...rest, names: edges.map((edge: { node: { name: string } }) => edge.node.name) };
}

test('lists clients by last name and first name, without regard to case and accents', async () => {
  const { names, totalCount } = await page();
  expect(totalCount).toBe(9);
  expect(names).toEqual([
    'Zo\u00eb \u00c5berg',
    'Grace Hopper',
    'Ada Lovelace',
    'Back\\slash Name',
    '100% Real',
    'Jamie Rivera',
    'Alan Turing',
    'A_B Under',
    'Émile Zola',
  ]);
});

test.each([
  ['ada', ['Ada Lovelace']],
  ['LOVE', ['Ada Lovelace']],
  ['lovelace ada', ['Ada Lovelace']],
  ['zoe', ['Zo\u00eb \u00c5berg']],
  ['Zoe\u0308', ['Zo\u00eb \u00c5berg']],
  ['%', ['100% Real']],
  ['_', ['A_B Under']],
  ['\\', ['Back\\slash Name']],
  ['findme@', ['Jamie Rivera']],
  ['nobody at all', []],
  ["' OR 1=1 --", []],
  ['gra\0ce', ['Grace Hopper']],
])('finds %j', async (search, names) => {
  expect(await page({ search })).toMatchObject({ names, totalCount: names.length });
});

test('finds everyone for an empty search', async () => {
  expect((await page({ search: '  ' })).totalCount).toBe(9);
});

test('pages contain everyone once, also when clients are added and archived meanwhile', async () => {
  const own = await openPractice(product);
  const owner = await ownerOf(own);
  for (let n = 10; n < 30; n += 1) await create(owner, `Same Name${n % 2}`, `R-${n}`);
  const seen: string[] = [];
  let after: string | null = null;
  for (let round = 0; round < 10; round += 1) {
    const { edges, pageInfo }: { edges: { node: { id: string } }[]; pageInfo: Page['pageInfo'] } = (
      await owner.execute(list, { first: 6, after })
    ).data.clients;
    seen.push(...edges.map(({ node }) => node.id));
    expect(pageInfo.hasPreviousPage).toBe(round > 0);
    after = pageInfo.endCursor;
    if (round === 0) await create(owner, 'Aaron Aardvark');
    if (!pageInfo.hasNextPage) break;
  }
  expect(seen).toHaveLength(20);
  expect(new Set(seen).size).toBe(20);
});

test('shows archived clients only where they are asked for', async () => {
  const own = await openPractice(product);
  const owner = await ownerOf(own);
  const id = await create(owner, 'Former Client');
  await create(owner, 'Present Client');
  await owner.execute('mutation ($input: ArchiveClientInput!) { archiveClient(input: $input) { id } }', {
    input: { clientId: id },
  });
  expect((await page({}, owner)).names).toEqual(['Present Client']);
  expect((await page({ archived: true }, owner)).names).toEqual(['Former Client']);
});

test.each([0, -1, 101, 2_147_483_647])('refuses a page of %i', async (first) => {
  expect((await staff.execute(list, { first })).code).toBe('BAD_USER_INPUT');
});

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

test.each([
  '',
  'x',
  'null',
  cursor(),
  cursor('a'),
  cursor('a', 'b'),
  cursor(1, 2),
  cursor('\0', '00000000-0000-4000-8000-000000000000'),
])('refuses the cursor %j', async (after) => {
  expect((await staff.execute(list, { after })).code).toBe('BAD_USER_INPUT');
});

test.each([
  '2026-01-01Tnoon',
  '2026-01-01T10:00 (then)',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '9999-99-99T99',
  "2026-01-01T00:00:00Z'; --",
])('refuses a cursor of the record that begins at %j', async (at) => {
  const id = await create(staff, 'Cursor Case');
  const query = 'query ($id: ID!, $after: String) { client(id: $id) { activity(after: $after) { edges { cursor } } } }';
  const answer = await staff.execute(query, { id, after: cursor(at, '00000000-0000-4000-8000-000000000000') });
  expect(answer.code).toBe('BAD_USER_INPUT');
  await product.sql('UPDATE client SET archived_at = now() WHERE id = $1', [id]);
});

test('saves changes once: a change of an old version is refused, and nothing is changed', async () => {
  const own = await openPractice(product);
  const owner = await ownerOf(own);
  const clientId = await create(owner, 'First Version');
  const update = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) {
    __typename ... on Client { name version } ... on EditedMeanwhile { version message } } }`;
  const save = async (firstName: string, version: number) =>
    (await owner.execute(update, { input: { clientId, firstName, lastName: 'Version', version } })).data.updateClient;
  expect(await save('Second', 1)).toEqual({ __typename: 'Client', name: 'Second Version', version: 2 });
  expect(await save('Late', 1)).toMatchObject({ __typename: 'EditedMeanwhile', version: 2 });
  for (const version of [0, -1, 2_147_483_647])
    expect((await save('Never', version)).__typename).toBe('EditedMeanwhile');
  expect((await page({}, owner)).names).toEqual(['Second Version']);
});

test('shows a phone abroad with its country, so that saving it as it is shown keeps it', async () => {
  const owner = await ownerOf(await openPractice(product));
  const fields = 'id version firstName lastName phone phoneUri';
  const create = `mutation ($input: CreateClientInput!) { createClient(input: $input) { ${fields} } }`;
  const created = { firstName: 'Far', lastName: 'Away', phone: '+49 30 901820' };
  const client = (await owner.execute(create, { input: created })).data.createClient;
  expect(client).toMatchObject({ phone: '+49 30 901820', phoneUri: 'tel:+4930901820' });

  const update = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { ... on Client { ${fields} } } }`;
  const { id: clientId, version, firstName, phone } = client;
  const saved = await owner.execute(update, { input: { clientId, version, firstName, lastName: 'Off', phone } });
  expect(saved.data.updateClient).toEqual({ ...client, lastName: 'Off', version: version + 1 });
});

test('gives a reference to one client only', async () => {
  const own = await openPractice(product);
  const owner = await ownerOf(own);
  await create(owner, 'One Client', 'H-1');
  const query = 'mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }';
  const answer = await owner.execute(query, { input: { firstName: 'Two', lastName: 'Clients', reference: 'H-1' } });
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field: 'reference' } });
  expect((await page({}, owner)).totalCount).toBe(1);
});
