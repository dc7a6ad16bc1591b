import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsClient,
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

interface Page {
  code: string | undefined;
  field: unknown;
  lines: {
    kind: string;
    actor: string | null;
    email: string | null;
    summary: string;
    client: { name: string } | null;
  }[];
  next: string | null;
}

async function read(
  apiClient: ApiClient,
  filter: object = {},
  page: { first?: number; after?: string } = {},
): Promise<Page> {
  const query = `query ($filter: PracticeActivityFilter, $first: Int, $after: String) {
    practiceActivity(filter: $filter, first: $first, after: $after) {
      edges { node { kind actor email summary client { name } } } pageInfo { hasNextPage endCursor } } }`;
  const { data, code, extensions } = await apiClient.execute(query, { filter, ...page });
  const found = data.practiceActivity;
  return {
    code,
    field: extensions['field'],
    lines: found?.edges.map(({ node }: { node: Page['lines'][number] }) => node) ?? [],
    next: found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null,
  };
}
const kinds = (page: Page) => page.lines.map(({ kind }) => kind);

/** Writes lines as they were written long ago; the record itself takes no change. */
async function writeAt(at: string, kind: string, count = 1): Promise<void> {
  await product.sql(
    `INSERT INTO activity (practice_id, id, at, kind, result, staff_member_id)
     SELECT $1, gen_random_uuid(), $2::timestamptz, $3, 'ok', $4 FROM generate_series(1, $5::int)`,
    [practice.practiceId, at, kind, practice.ownerId, count],
  );
}

test('shows every role who did what, newest first', async () => {
  const client = await addClient(product, practice);
  await owner.generatePin(client.portalAccessId);
  const frontDesk = await signInAsStaff(product, await addStaff(product, practice, 'front-desk'));
  const { lines } = await read(frontDesk);
  expect(lines.slice(0, 2)).toMatchObject([
    { kind: 'signed-in', actor: 'Dana Reyes' },
    { kind: 'pin.generated', actor: 'Olivia Hart', email: client.email, client: { name: 'Jamie Rivera' } },
  ]);
  expect(lines.at(-1)?.summary).toBe('Practice created');
});

test('is for staff only, and for each practice alone', async () => {
  const client = await addClient(product, practice);
  const apiClients = [product.apiClient(), await signInAsClient(product, practice.slug, client.email)];
  for (const apiClient of apiClients) expect((await read(apiClient)).code).toBe('UNAUTHENTICATED');
  const other = await openPractice(product);
  const stranger = await signInAsStaff(product, other.ownerEmail);
  expect(kinds(await read(stranger))).toEqual(['signed-in', 'practice.created']);
});

describe('looking for something', () => {
  test('by who did it', async () => {
    const client = await addClient(product, practice);
    const email = await addStaff(product, practice, 'clinician');
    const dana = await signInAsStaff(product, email);
    await dana.generatePin(client.portalAccessId);
    await owner.sendInvitation(client.portalAccessId);
    const staff = (await owner.execute('{ staffMembers { id name } }')).data.staffMembers as {
      id: string;
      name: string;
    }[];
    const staffMemberId = staff.find(({ name }) => name === 'Dana Reyes')?.id;
    expect(kinds(await read(owner, { staffMemberId }))).toEqual(['pin.generated', 'signed-in']);
    expect(kinds(await read(owner, { staffMemberId, topic: 'PINS' }))).toEqual(['pin.generated']);
    expect(kinds(await read(owner, { staffMemberId, kinds: ['signed-in', 'pin.refused'] }))).toEqual(['signed-in']);
  });

  test('by client: what was done to them, and what happened at the addresses that see them', async () => {
    const jamie = await addClient(product, practice);
    const other = await addClient(product, practice);
    await owner.generatePin(other.portalAccessId);
    await owner.generatePin(jamie.portalAccessId);
    await signInAsClient(product, practice.slug, jamie.email);
    const found = await read(owner, { clientId: jamie.clientId });
    expect(kinds(found)).toEqual(['signed-in', 'pin.generated']);
    expect(new Set(found.lines.map(({ email }) => email))).toEqual(new Set([jamie.email]));
    expect(kinds(await read(owner, { clientId: jamie.clientId, staffMemberId: practice.ownerId }))).toEqual([
      'pin.generated',
    ]);
    expect(kinds(await read(owner, { clientId: jamie.clientId, topic: 'SIGN_INS' }))).toEqual(['signed-in']);
  });

  test("by day, in the practice's time zone", async () => {
    // New York is five hours behind UTC in January: the first is the evening of the 14th there, the last the 16th.
    await writeAt('2026-01-15T04:59:59.999Z', 'client.created');
    await writeAt('2026-01-15T05:00:00.000Z', 'client.changed');
    await writeAt('2026-01-16T04:59:59.999Z', 'client.archived');
    await writeAt('2026-01-16T05:00:00.000Z', 'client.restored');
    expect(kinds(await read(owner, { from: '2026-01-15', to: '2026-01-15' }))).toEqual([
      'client.archived',
      'client.changed',
    ]);
    expect(kinds(await read(owner, { to: '2026-01-14' }))).toEqual(['client.created']);
    expect(kinds(await read(owner, { from: '2026-01-16', topic: 'CLIENTS' }))).toEqual(['client.restored']);
  });

  test.each([
    ['from', { from: '2026-02-30' }],
    ['from', { from: 'yesterday' }],
    ['to', { to: '0000-01-01' }],
    ['kinds', { kinds: ['pin.generated', "' OR true --"] }],
  ])('says that %s is wrong in %j', async (field, filter) => {
    expect(await read(owner, filter)).toMatchObject({ code: 'BAD_USER_INPUT', field, lines: [] });
  });

  test("another practice's people answer as people who do not exist", async () => {
    const other = await openPractice(product);
    const client = await addClient(product, other);
    for (const filter of [{ clientId: client.clientId }, { staffMemberId: other.ownerId }, { clientId: 'x' }]) {
      expect((await read(owner, filter)).code).toBe('NOT_FOUND');
    }
  });
});

const ways: readonly [name: string, filter: object, ofOwner: boolean][] = [
  ['everything', {}, false],
  ['one kind', { kinds: ['client.created'] }, false],
  ['one person', { topic: 'CLIENTS' }, true],
];

test.each(ways)('pages through lines of one moment, each once: %s', async (_, filter, ofOwner) => {
  await writeAt('2026-01-15T12:00:00Z', 'client.created', 7);
  const wanted = { ...filter, to: '2026-01-15', ...(ofOwner && { staffMemberId: practice.ownerId }) };
  const query = `query ($filter: PracticeActivityFilter, $after: String) {
    practiceActivity(filter: $filter, first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { practiceActivity } = (await owner.execute(query, { filter: wanted, after })).data;
    seen.push(...practiceActivity.edges.map(({ node }: { node: { id: string } }) => node.id));
    after = practiceActivity.pageInfo.hasNextPage ? practiceActivity.pageInfo.endCursor : undefined;
  } while (after !== undefined);
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
});
