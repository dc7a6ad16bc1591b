import { beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink, wrongPin, pinFor } from '../../test/credentials.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import { ageLinks, activityOf } from '../../test/time.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
});

interface Scene {
  practice: TestPractice;
  client: TestClient;
  owner: ApiClient;
}

async function openScene(): Promise<Scene> {
  const practice = await openPractice(product);
  const owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
  return { practice, client: await addClient(product, practice), owner };
}

const lastOf = async ({ practice }: Scene) => (await activityOf(product, practice.practiceId)).at(-1);
const access = ({ client }: Scene) => ({ portalAccessId: client.portalAccessId });

const acts: [act: string, kind: string, result: string, run: (scene: Scene) => Promise<Answer>][] = [
  ['an invitation', 'invitation.sent', 'ok', (scene) => scene.owner.sendInvitation(scene.client.portalAccessId)],
  ['a PIN', 'pin.generated', 'ok', (scene) => scene.owner.generatePin(scene.client.portalAccessId)],
  [
    'a PIN taken back',
    'pin.revoked',
    'ok',
    async (scene) => {
      await pinFor(scene.owner, scene.client);
      return scene.owner.execute('mutation ($input: RevokePinInput!) { revokePin(input: $input) { id } }', {
        input: access(scene),
      });
    },
  ],
  [
    'access switched off',
    'access.off',
    'ok',
    (scene) =>
      scene.owner.execute(
        'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { id } } }',
        {
          input: { ...access(scene), active: false },
        },
      ),
  ],
  [
    'a change of address',
    'address.changed',
    'ok',
    (scene) =>
      scene.owner.execute(
        'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
        {
          input: { ...access(scene), email: `new@${scene.practice.slug}.example` },
        },
      ),
  ],
  [
    'another address for a client',
    'access.added',
    'ok',
    (scene) =>
      scene.owner.execute('mutation ($input: AddPortalAccessInput!) { addPortalAccess(input: $input) { id } }', {
        input: {
          clientId: scene.client.clientId,
          email: 'parent@client.example',
          relationship: 'PARENT',
          person: 'Robin',
        },
      }),
  ],
  [
    'a new client',
    'client.created',
    'ok',
    ({ owner }) => owner.execute('mutation { createClient(input: { firstName: "A", lastName: "B" }) { id } }'),
  ],
  [
    'a change to a client',
    'client.changed',
    'ok',
    (scene) =>
      scene.owner.execute('mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }', {
        input: { clientId: scene.client.clientId, version: 1, firstName: 'Jo', lastName: 'Rivera' },
      }),
  ],
  [
    'a client archived',
    'client.archived',
    'ok',
    (scene) =>
      scene.owner.execute('mutation ($input: ArchiveClientInput!) { archiveClient(input: $input) { id } }', {
        input: { clientId: scene.client.clientId },
      }),
  ],
  [
    'a change of the Practice Details',
    'practice.changed',
    'ok',
    ({ owner, practice: { slug } }) =>
      owner.execute(`mutation { updatePractice(input: { version: 1, name: "New", mailName: "New", timeZone: "UTC", slug: "${slug}",
        linkLifetimeMinutes: 60, pinLifetimeMinutes: 60 }) { __typename } }`),
  ],
  ['a sign-out', 'signed-out', 'here', ({ owner }) => owner.execute('mutation { signOut(kind: STAFF) }')],
];

test.each(acts)('writes down %s, with who did it, when and how it ended', async (_, kind, result, run) => {
  const scene = await openScene();
  const before = (await activityOf(product, scene.practice.practiceId)).length;
  expect((await run(scene)).code).toBeUndefined();

  const line = await lastOf(scene);
  expect(line).toMatchObject({ kind, result, staffMemberId: scene.practice.ownerId });
  expect(Math.abs(Date.now() - (line?.at.getTime() ?? 0))).toBeLessThan(60_000);
  const more = (await activityOf(product, scene.practice.practiceId)).length - before;
  expect(more).toBe(kind === 'pin.revoked' ? 2 : 1);
});

/** Every row there is, as text. */
async function everything(): Promise<string[]> {
  const tables = [
    'practice',
    'portal_address',
    'client',
    'portal_account',
    'portal_access',
    'sign_in_link',
    'pin',
    'session',
    'mail',
    'sign_in_request',
    'activity',
    'staff_member',
  ];
  const all: string[] = [];
  for (const table of tables) {
    const rows = await product.sql<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
}

async function withoutRecord<Result>(act: () => Promise<Result>): Promise<Result> {
  await product.sql(`CREATE OR REPLACE FUNCTION refuse_activity() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the record is full'; END $$`);
  await product.sql(
    'CREATE TRIGGER refuse_activity BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION refuse_activity()',
  );
  try {
    return await act();
  } finally {
    await product.sql('DROP TRIGGER refuse_activity ON activity');
  }
}

test.each(acts.filter(([, kind]) => kind !== 'pin.revoked'))(
  'does not do what it cannot write down: %s',
  async (_, _kind, _result, run) => {
    const scene = await openScene();
    const before = await everything();
    const answer = await withoutRecord(() => run(scene));
    expect(answer.code).toBe('INTERNAL_SERVER_ERROR');
    expect(await everything()).toEqual(before);
  },
);

test('refuses a sign-in that cannot be recorded, and the link and the PIN still work afterwards', async () => {
  const scene = await openScene();
  const link = await issueLink(product, scene.practice, scene.client);
  const pin = await pinFor(scene.owner, scene.client);
  const apiClient = product.apiClient();
  await withoutRecord(async () => {
    expect((await apiClient.redeemLink(link)).code).toBe('INTERNAL_SERVER_ERROR');
    expect((await apiClient.redeemPin(scene.practice.slug, scene.client.email, pin)).code).toBe(
      'INTERNAL_SERVER_ERROR',
    );
  });
  expect(apiClient.cookies.size).toBe(0);
  expect((await product.apiClient().redeemLink(link)).data.redeemLink.__typename).toBe('SignedIn');
  expect(
    (await product.apiClient().redeemPin(scene.practice.slug, scene.client.email, pin)).data.redeemPin.__typename,
  ).toBe('SignedIn');
});

test('records every way of signing in, and every refusal', async () => {
  const scene = await openScene();
  const { practice, client, owner } = scene;
  const { portalAccountId } = client;
  const older = await issueLink(product, practice, client);
  const link = await issueLink(product, practice, client);
  await product.apiClient().redeemLink(older);
  expect(await lastOf(scene)).toMatchObject({ kind: 'link.refused', result: 'superseded', portalAccountId });
  const apiClient = product.apiClient();
  await apiClient.redeemLink(link);
  expect(await lastOf(scene)).toMatchObject({ kind: 'signed-in', result: 'link', portalAccountId });
  await product.apiClient().redeemLink(link);
  expect(await lastOf(scene)).toMatchObject({ kind: 'link.refused', result: 'already-used', portalAccountId });
  const expired = await issueLink(product, practice, client);
  await ageLinks(product, client.email, 25 * 3600);
  await product.apiClient().redeemLink(expired);
  expect(await lastOf(scene)).toMatchObject({ kind: 'link.refused', result: 'expired', portalAccountId });

  const pin = await pinFor(owner, client);
  await product.apiClient().redeemPin(practice.slug, client.email, wrongPin(pin));
  expect(await lastOf(scene)).toMatchObject({ kind: 'pin.refused', portalAccountId });
  await product.apiClient().redeemPin(practice.slug, client.email, pin);
  expect(await lastOf(scene)).toMatchObject({ kind: 'signed-in', result: 'pin', portalAccountId });
  await apiClient.execute('mutation { signOut(everywhere: true) }');
  expect(await lastOf(scene)).toMatchObject({ kind: 'signed-out', result: 'everywhere', portalAccountId });
});

test('shows staff the record of a client in plain words, newest first, page by page', async () => {
  const { practice, client, owner } = await openScene();
  await issueLink(product, practice, client);
  await pinFor(owner, client);
  await product.apiClient().redeemPin(practice.slug, client.email, '000000');
  const query = `query ($id: ID!, $after: String) { client(id: $id) { activity(first: 2, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { summary actor } } } } }`;
  const first = (await owner.execute(query, { id: client.clientId })).data.client.activity;
  expect(first.edges.map((edge: { node: object }) => edge.node)).toEqual([
    { summary: 'Typed a PIN that did not work', actor: null },
    { summary: 'Pin code generated by Olivia Hart', actor: 'Olivia Hart' },
  ]);
  const { endCursor: after } = first.pageInfo;
  const second = (await owner.execute(query, { id: client.clientId, after })).data.client.activity;
  expect(second.edges.map((edge: { node: { summary: string } }) => edge.node.summary)).toEqual([
    'Invitation sent by Olivia Hart',
  ]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test.each([
  ["UPDATE activity SET result = 'ok'"],
  ["UPDATE activity SET at = now() - interval '10 years'"],
  ['DELETE FROM activity'],
  ["DELETE FROM activity WHERE at < now() - interval '1 hour'"],
  ['TRUNCATE activity'],
  ['TRUNCATE practice CASCADE, activity'],
])('the database itself refuses: %s', async (statement) => {
  const { practice } = await openScene();
  const insertOld =
    "INSERT INTO activity (practice_id, id, at, kind, result) VALUES ($1, gen_random_uuid(), now() - interval '2 hours', 'signed-in', 'link')";
  await product.sql(insertOld, [practice.practiceId]);
  const before = await activityOf(product, practice.practiceId);
  await expect(product.sql(statement)).rejects.toThrow();
  expect(await activityOf(product, practice.practiceId)).toEqual(before);
});
