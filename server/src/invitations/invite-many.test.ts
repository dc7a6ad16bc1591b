import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  addStaff,
  linksTo,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';
import { batchPolicy } from './batch-policy.ts';

let product: TestProduct;
beforeAll(async () => (product = await sharedProduct()));

async function owner(): Promise<{ practice: TestPractice; staff: ApiClient }> {
  const practice = await openPractice(product);
  return { practice, staff: await signInAsStaff(product, practice.ownerEmail) };
}

const addClients = (practice: TestPractice, count: number) =>
  Promise.all(Array.from({ length: count }, () => addClient(product, practice)));

async function start(staff: ApiClient, input: object = {}) {
  const query = `mutation ($input: StartInvitationsInput!) { startInvitations(input: $input) { __typename
    ... on InvitationBatch { id } ... on InvitationsUnderWay { batch { id } } } }`;
  return staff.execute(query, { input });
}

const change = (staff: ApiClient, id: string, mutation: `${'pause' | 'resume' | 'cancel'}Invitations`) =>
  staff.execute(`mutation ($id: ID!) { ${mutation}(input: { batchId: $id }) { state } }`, { id });

async function look(staff: ApiClient, id: string) {
  const query = `query ($id: ID!) { invitationBatch(id: $id) { state startedBy
    counts { people waiting sent skipped failed later }
    invitations(first: 100) { edges { node { clientId email state summary } } } } }`;
  return (await staff.execute(query, { id })).data.invitationBatch;
}

/** Lets the batch be worked on now. */
const makeDue = (id: string) => product.sql('UPDATE invitation_batch SET due_at = now() WHERE id = $1', [id]);

async function done(staff: ApiClient, id: string) {
  await expect.poll(async () => (await look(staff, id)).state, { timeout: 20_000 }).toBe('DONE');
  return look(staff, id);
}

/** What a page of the API holds; each test knows the shape of its nodes. */
type Edge = { node: Answer['data'] };

const invitationsRecorded = async (portalAccessId: string) =>
  product.sql<{ staff: string }>(
    `SELECT staff_member_id AS staff FROM activity WHERE kind = 'invitation.sent' AND details ->> 'portalAccessId' = $1`,
    [portalAccessId],
  );

test('invites everyone who was never invited, once, under the name of who started it', async () => {
  const { practice, staff } = await owner();
  const clients = await addClients(practice, 12);
  const preview = '{ invitationPreview { people mails withoutAddress from } }';
  expect((await staff.execute(preview)).data.invitationPreview).toEqual({
    people: 12,
    mails: 12,
    withoutAddress: 0,
    from: 'Harbor Counseling',
  });
  const { id } = (await start(staff)).data.startInvitations;

  const batch = await done(staff, id);
  expect(batch).toMatchObject({ startedBy: 'Olivia Hart', counts: { people: 12, sent: 12, waiting: 0, skipped: 0 } });
  for (const { email, portalAccessId } of clients) {
    await newestLinkTo(product, email);
    expect(await invitationsRecorded(portalAccessId)).toEqual([{ staff: practice.ownerId }]);
  }
  expect((await start(staff)).message).toContain('Everyone who can be invited has been invited');
});

test('a link of a batch signs the client in', async () => {
  const { practice, staff } = await owner();
  const { email } = await addClient(product, practice);
  await start(staff);
  const client = product.apiClient();
  await client.redeemLink(await newestLinkTo(product, email));
  expect(await client.me()).toBe(email);
});

test('a double press makes one batch, and a second person is led to the one under way', async () => {
  const { practice, staff } = await owner();
  const colleague = await signInAsStaff(product, await addStaff(product, practice, 'front-desk'));
  await addClients(practice, 3);
  const answers = await Promise.all([start(staff), start(staff), start(colleague)]);
  const started = answers.map(({ data }) => data.startInvitations);
  const ids = started.map((each) => each.id ?? each.batch.id);
  expect(new Set(ids).size).toBe(1);
  expect(started.filter((each) => each.__typename === 'InvitationBatch')).toHaveLength(1);
});

test('sends one mail to an address that sees several clients, and counts both as invited', async () => {
  const { practice, staff } = await owner();
  const parent = `parent@${practice.slug}.example`;
  const children = [await addClient(product, practice, parent), await addClient(product, practice, parent)];
  const { id } = (await start(staff)).data.startInvitations;
  const batch = await done(staff, id);
  expect(batch.counts).toMatchObject({ people: 2, sent: 2 });
  const summaries = batch.invitations.edges.map((edge: Edge) => edge.node.summary);
  expect(summaries.toSorted()).toEqual(['Sent', 'Sent, in one mail with another client of this address']);
  await newestLinkTo(product, parent);
  expect(await linksTo(product, parent)).toHaveLength(1);
  for (const { portalAccessId } of children) expect(await invitationsRecorded(portalAccessId)).toHaveLength(1);
});

test('leaves out, with the reason, who has no address, was switched off, or was invited meanwhile', async () => {
  const { practice, staff } = await owner();
  const [off, meanwhile, other] = await addClients(practice, 3);
  await staff.execute('mutation { createClient(input: { firstName: "Riley", lastName: "Novak" }) { id } }');
  // Nobody is invited while so many mails stand in line.
  const line = 'line@client.example';
  await product.sql(
    `INSERT INTO mail (practice_id, id, kind, to_address, facts, due_at)
     SELECT $1, gen_random_uuid(), 'sign-in-link', $2, '{}', now() + interval '1 day' FROM generate_series(1, $3)`,
    [practice.practiceId, line, batchPolicy.mostMailsWaiting],
  );
  const { id } = (await start(staff)).data.startInvitations;
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [off?.portalAccessId]);
  await staff.sendInvitation(meanwhile?.portalAccessId ?? '');
  await product.sql('DELETE FROM mail WHERE practice_id = $1 AND to_address = $2', [practice.practiceId, line]);

  const batch = await done(staff, id);
  const became = new Map(batch.invitations.edges.map((edge: Edge) => [edge.node.clientId, edge.node.summary]));
  expect(became.get(off?.clientId)).toBe('Not sent: access is off');
  expect(became.get(meanwhile?.clientId)).toBe('Not sent: was invited meanwhile');
  expect(became.get(other?.clientId)).toBe('Sent');
  expect(batch.counts).toMatchObject({ people: 4, sent: 1, skipped: 3 });
  expect([...became.values()]).toContain('Not sent: no e-mail address');
});

test('tries an address again later that got its share of mails for this hour', async () => {
  const { practice, staff } = await owner();
  const { portalAccessId } = await addClient(product, practice);
  for (let n = 0; n < 5; n += 1) await staff.sendInvitation(portalAccessId);
  await product.sql('UPDATE portal_access SET invited_at = NULL WHERE id = $1', [portalAccessId]);
  const { id } = (await start(staff)).data.startInvitations;
  await expect.poll(async () => (await look(staff, id)).counts.later, { timeout: 10_000 }).toBe(1);
  expect((await look(staff, id)).state).toBe('RUNNING');

  await product.sql(`UPDATE sign_in_link SET issued_at = issued_at - interval '1 hour' WHERE practice_id = $1`, [
    practice.practiceId,
  ]);
  await product.sql(`UPDATE invitation_batch_item SET due_at = now() WHERE batch_id = $1`, [id]);
  await makeDue(id);
  expect((await done(staff, id)).counts).toMatchObject({ sent: 1 });
  expect(await invitationsRecorded(portalAccessId)).toHaveLength(6);
});

test('sends nothing while paused, goes on when resumed, and nothing more once cancelled', async () => {
  const { practice, staff } = await owner();
  await addClients(practice, 30);
  const { id } = (await start(staff)).data.startInvitations;
  expect((await change(staff, id, 'pauseInvitations')).data.pauseInvitations.state).toBe('PAUSED');
  const { counts } = await look(staff, id);
  await makeDue(id);
  expect((await look(staff, id)).counts).toEqual(counts);

  await change(staff, id, 'resumeInvitations');
  await expect.poll(async () => (await look(staff, id)).counts.sent, { timeout: 10_000 }).toBeGreaterThan(counts.sent);
  expect((await change(staff, id, 'cancelInvitations')).data.cancelInvitations.state).toBe('CANCELLED');
  const cancelled = (await look(staff, id)).counts;
  expect(cancelled).toMatchObject({ people: 30, waiting: 0, skipped: 30 - cancelled.sent });
  expect((await change(staff, id, 'resumeInvitations')).data.resumeInvitations.state).toBe('CANCELLED');

  const acts = await product.sql<{ kind: string }>(
    `SELECT kind FROM activity WHERE practice_id = $1 AND kind LIKE 'invitations.%' ORDER BY at, id`,
    [practice.practiceId],
  );
  expect(acts.map(({ kind }) => kind.split('.')[1])).toEqual(['started', 'paused', 'resumed', 'cancelled']);
});

test('an import without its audience invites nobody, least of all everybody', async () => {
  const { practice, staff } = await owner();
  const { portalAccessId } = await addClient(product, practice);
  const preview = 'query ($importId: ID) { invitationPreview(importId: $importId) { people } }';
  for (const importId of [crypto.randomUUID(), '']) {
    const refused = { code: 'BAD_USER_INPUT', extensions: { field: 'importId' } };
    expect(await start(staff, { importId })).toMatchObject(refused);
    expect(await staff.execute(preview, { importId })).toMatchObject(refused);
  }
  expect((await staff.execute('{ invitationBatches { id } }')).data.invitationBatches).toEqual([]);
  expect(await invitationsRecorded(portalAccessId)).toEqual([]);
});

test("another practice's batch answers as one that does not exist, and its clients are not invited", async () => {
  const { practice, staff } = await owner();
  const stranger = (await owner()).staff;
  const { portalAccessId } = await addClient(product, practice);
  expect((await start(stranger)).code).toBe('BAD_USER_INPUT');
  expect(await invitationsRecorded(portalAccessId)).toEqual([]);

  const { id } = (await start(staff)).data.startInvitations;
  const unknown = crypto.randomUUID();
  for (const ask of [
    (of: string) => stranger.execute('query ($of: ID!) { invitationBatch(id: $of) { id } }', { of }),
    (of: string) => change(stranger, of, 'pauseInvitations'),
    (of: string) => change(stranger, of, 'resumeInvitations'),
    (of: string) => change(stranger, of, 'cancelInvitations'),
    (of: string) => start(stranger, { audience: 'IMPORT', importId: of }),
  ]) {
    const theirs = await ask(id);
    expect(theirs.code).toBe('NOT_FOUND');
    expect(theirs.message).toBe((await ask(unknown)).message);
  }
  expect((await product.apiClient().execute('{ invitationBatches { id } }')).code).toBe('UNAUTHENTICATED');
});
