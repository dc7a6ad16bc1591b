import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Poller } from '../src/db/poller.ts';
import { importQueue } from '../src/imports/run-import.poller.ts';
import { runImport } from '../src/imports/run-import.ts';
import { confirmImport } from '../src/imports/confirm-import.ts';
import { uploadImport } from '../src/imports/upload-import.ts';
import { sendBatch } from '../src/invitations/send-batch.ts';
import type { ClaimedBatch } from '../src/invitations/invitation-batch.store.ts';
import { startInvitations } from '../src/invitations/start-invitations.ts';
import { createLogger } from '../src/lib/logger.ts';
import { ownerOf } from './api-key.ts';
import { addClient, openPractice, openTestProduct, type TestPractice, type TestProduct } from './product.ts';
import { thorough } from './thorough.ts';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

const logger = createLogger('silent');

// Two products on one database, each a worker that is told when to work.
let workers: [TestProduct, TestProduct];
let product: TestProduct;
let group: ServerGroup;

beforeAll(async () => {
  group = await openServerGroup();
  product = group.product;
  workers = [product, await openTestProduct({ JOBS: 'off' }, group.url)];
});
afterAll(async () => {
  await workers[1].close();
  await group.close();
});

const count = async (text: string, values: unknown[]) =>
  (await product.sql<{ count: number }>(`SELECT count(*)::int AS count ${text}`, values))[0]?.count;

async function confirmed(practice: TestPractice, people: number): Promise<{ practiceId: string; importId: string }> {
  const rows = Array.from({ length: people }, (_, n) => `Jo Number${n},jo${n}@${practice.slug}.example\n`);
  const bytes = Buffer.from(`Name,E-mail\n${rows.join('')}`);
  const importId = await uploadImport(product.stores, ownerOf(practice), { name: 'list.csv', bytes });
  const choice = { importId, version: 1, existing: 'skip', leaveOutProblems: false } as const;
  expect(await confirmImport(product.stores, ownerOf(practice), choice)).toEqual({ outcome: 'started' });
  return { practiceId: practice.practiceId, importId };
}

test('imports every row once when two servers work on one import', async () => {
  const practice = await openPractice(product);
  const ref = await confirmed(practice, 200);
  const isDone = async () => (await product.stores.clientImports.find(ref.practiceId, ref.importId))?.state === 'done';
  while (!(await isDone())) await Promise.all(workers.map(({ stores }) => runImport(stores, ref)));

  expect(await count('FROM client WHERE practice_id = $1', [ref.practiceId])).toBe(200);
  expect(await count('FROM portal_access WHERE practice_id = $1', [ref.practiceId])).toBe(200);
  expect(await count(`FROM activity WHERE practice_id = $1 AND kind = 'client.created'`, [ref.practiceId])).toBe(200);
});

test('starts an import once, and one import at a time, however many confirm at once', async () => {
  const practice = await openPractice(product);
  const upload = () =>
    uploadImport(product.stores, ownerOf(practice), { name: 'a.csv', bytes: Buffer.from('Name\nJamie Rivera\n') });
  const [first, second] = [await upload(), await upload()];
  const confirm = (importId: string, n: number) =>
    confirmImport(workers[n % 2]?.stores ?? product.stores, ownerOf(practice), {
      importId,
      version: 1,
      existing: 'skip',
      leaveOutProblems: false,
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => confirm(n < 10 ? first : second, n)));
  expect(new Set(answers.map((answer) => answer.outcome))).toEqual(new Set(['started', 'refused']));
  expect(await count(`FROM activity WHERE practice_id = $1 AND kind = 'import.started'`, [practice.practiceId])).toBe(
    1,
  );
  expect(await count(`FROM client_import WHERE practice_id = $1 AND state = 'running'`, [practice.practiceId])).toBe(1);
});

/** Lets the leases of imports end, as if their servers had died some seconds ago. */
const endLeases = () => product.sql("UPDATE client_import SET claimed_until = now() - interval '1 second'");

test('a server that dies in the middle of a chunk leaves neither half a client nor a second one', async () => {
  const practice = await openPractice(product);
  const ref = await confirmed(practice, 40);
  const [dying, other] = workers;
  expect(await dying.stores.clientImports.claim(ref.practiceId)).toEqual([ref]);
  const lost = Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
  vi.spyOn(dying.stores.importRows, 'settle').mockRejectedValue(lost);
  await expect(runImport(dying.stores, ref)).rejects.toThrow('connection lost');
  vi.restoreAllMocks();
  expect(await count('FROM client WHERE practice_id = $1', [ref.practiceId])).toBe(0);

  expect(await other.stores.clientImports.claim(ref.practiceId)).toEqual([]);
  await endLeases();
  expect(await other.stores.clientImports.claim(ref.practiceId)).toEqual([ref]);
  await runImport(other.stores, ref);
  expect(await count('FROM client WHERE practice_id = $1', [ref.practiceId])).toBe(40);
});

// oxlint-disable-next-line vitest/no-conditional-tests -- with CI set, a test that is skipped is a failure
if (thorough) {
  test('a server that is killed in the middle of an import delays it by the lease, and no row is lost or doubled', async () => {
    const practice = await openPractice(product);
    const ref = await confirmed(practice, 2000);
    const imported = () => count('FROM client WHERE practice_id = $1', [ref.practiceId]);
    const dying = await group.startServer();
    await vi.waitUntil(async () => ((await imported()) ?? 0) > 0, { timeout: 20_000, interval: 10 });
    await dying.kill();
    const before = await imported();
    expect(before).toBeLessThan(2000);
    const [{ left } = { left: 0 }] = await product.sql<{ left: number }>(
      'SELECT extract(epoch FROM claimed_until - now())::float8 AS left FROM client_import WHERE id = $1',
      [ref.importId],
    );
    expect(left).toBeLessThan(10);

    await endLeases();
    const next = await group.startServer();
    const state = async () => (await product.stores.clientImports.find(ref.practiceId, ref.importId))?.state;
    await vi.waitUntil(async () => (await state()) === 'done', { timeout: 60_000, interval: 50 });
    await next.stop();
    expect(await imported()).toBe(2000);
    expect(await count('FROM portal_access WHERE practice_id = $1', [ref.practiceId])).toBe(2000);
    expect(await count(`FROM activity WHERE practice_id = $1 AND kind = 'client.created'`, [ref.practiceId])).toBe(
      2000,
    );
  }, 120_000);
}

test('a row that the database refuses is shown as one with a problem, and the others are imported', async () => {
  const practice = await openPractice(product);
  const ref = await confirmed(practice, 60);
  await product.sql(`ALTER TABLE client ADD CONSTRAINT refused CHECK (last_name <> 'Number33') NOT VALID`);
  const state = async () => (await product.stores.clientImports.find(ref.practiceId, ref.importId))?.state;
  while ((await state()) !== 'done') await runImport(product.stores, ref);
  await product.sql('ALTER TABLE client DROP CONSTRAINT refused');
  expect(await count('FROM client WHERE practice_id = $1', [ref.practiceId])).toBe(59);
  const problems = await product.stores.importRows.list(ref, 'problem', { after: 0, first: 10 });
  expect(problems).toMatchObject([
    {
      number: 35,
      outcome: 'left-out',
      problems: [{ message: 'This row could not be imported. Add this client by hand.' }],
    },
  ]);
});

test('imports again what somebody changed while the chunk was read', async () => {
  const practice = await openPractice(product);
  const file = (phone: string) => Buffer.from(`Name,Reference,Phone\nAna Alvarez,A-1,${phone}\n`);
  const upload = async (phone: string, existing: 'skip' | 'update') => {
    const importId = await uploadImport(product.stores, ownerOf(practice), { name: 'a.csv', bytes: file(phone) });
    await confirmImport(product.stores, ownerOf(practice), { importId, version: 1, existing, leaveOutProblems: false });
    return { practiceId: practice.practiceId, importId };
  };
  await runImport(product.stores, await upload('', 'skip'));
  const { clients } = product.stores;
  const updateMany = clients.updateMany.bind(clients);
  vi.spyOn(clients, 'updateMany').mockImplementationOnce(async (...given) => {
    await product.sql('UPDATE client SET version = version + 1 WHERE practice_id = $1', [practice.practiceId]);
    return updateMany(...given);
  });
  await runImport(product.stores, await upload('6175550190', 'update'));
  const [client] = await product.sql('SELECT phone, version FROM client WHERE practice_id = $1', [practice.practiceId]);
  expect(client).toEqual({ phone: '+16175550190', version: 3 });
});

test('a large import does not delay a small one of another practice', async () => {
  const large = [
    await confirmed(await openPractice(product), 3000),
    await confirmed(await openPractice(product), 3000),
  ];
  const small = await confirmed(await openPractice(product), 1);
  const state = async ({ practiceId, importId }: typeof small) =>
    (await product.stores.clientImports.find(practiceId, importId))?.state;
  const queue = { ...importQueue(product.stores), do: (ref: typeof small) => runImport(product.stores, ref, 50) };
  const poller = new Poller([queue], logger);
  await vi.waitUntil(async () => (await state(small)) === 'done', { timeout: 20_000, interval: 10 });
  expect(await Promise.all(large.map(state))).toEqual(['running', 'running']);
  await poller.stop(2000);
  for (const { practiceId, importId } of large)
    await product.stores.clientImports.cancel(product.stores.database, { practiceId, importId });
});

async function batchOf(practice: TestPractice, people: number) {
  await Promise.all(Array.from({ length: people }, () => addClient(product, practice)));
  const { batch } = await startInvitations(product.stores, ownerOf(practice), { importId: null });
  return { practiceId: practice.practiceId, batchId: batch.id, startedBy: practice.ownerId };
}

/** Lets both workers, each twice, work on the batch as if each had claimed it. */
const workAtOnce = (batch: ClaimedBatch) =>
  Promise.all([...workers, ...workers].map(({ stores }) => sendBatch({ ...stores, logger }, batch)));

/** Lets the leases of a batch and its people end. */
async function due(batchId: string): Promise<void> {
  await product.sql('UPDATE invitation_batch SET due_at = now() WHERE id = $1', [batchId]);
  await product.sql(`UPDATE invitation_batch_item SET due_at = now() WHERE batch_id = $1 AND state = 'waiting'`, [
    batchId,
  ]);
}

const onceEach = async ({ practiceId }: { practiceId: string }, people: number) => {
  expect(await count(`FROM mail WHERE practice_id = $1 AND kind = 'invitation'`, [practiceId])).toBe(people);
  expect(await count(`FROM sign_in_link WHERE practice_id = $1 AND kind = 'invitation'`, [practiceId])).toBe(people);
  expect(await count(`FROM activity WHERE practice_id = $1 AND kind = 'invitation.sent'`, [practiceId])).toBe(people);
};

test('invites everyone once when two servers work on one batch, even when both take the same people', async () => {
  const practice = await openPractice(product);
  const ref = await batchOf(practice, 30);
  const state = async () => (await product.stores.invitationBatches.find(ref.practiceId, ref.batchId))?.state;
  while ((await state()) !== 'done') {
    // As if every lease were over at once: the same people are taken again while they are being invited.
    await Promise.all([workAtOnce(ref), due(ref.batchId), due(ref.batchId)]);
  }
  await onceEach(ref, 30);
});

test('a server that dies in the middle of an invitation neither forgets nor doubles it', async () => {
  const practice = await openPractice(product);
  const batch = await batchOf(practice, 1);
  const [dying, other] = workers;
  expect(await dying.stores.invitationBatches.claim(batch.practiceId)).toEqual([batch]);
  const lost = Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
  vi.spyOn(dying.stores.batchItems, 'shareMail').mockRejectedValue(lost);
  await expect(sendBatch({ ...dying.stores, logger }, batch)).rejects.toThrow('connection lost');
  vi.restoreAllMocks();
  await onceEach(batch, 0);

  expect(await other.stores.invitationBatches.claim(batch.practiceId)).toEqual([]);
  await due(batch.batchId);
  expect(await other.stores.invitationBatches.claim(batch.practiceId)).toEqual([batch]);
  await sendBatch({ ...other.stores, logger }, batch);
  await onceEach(batch, 1);
  expect((await other.stores.invitationBatches.find(batch.practiceId, batch.batchId))?.state).toBe('done');
});

// oxlint-disable-next-line vitest/no-conditional-tests -- with CI set, a test that is skipped is a failure
if (thorough) {
  test('a server that is killed in the middle of a batch delays it by the lease, and invites nobody twice', async () => {
    const practice = await openPractice(product);
    const batch = await batchOf(practice, 12);
    const sent = () => count(`FROM invitation_batch_item WHERE batch_id = $1 AND state = 'sent'`, [batch.batchId]);
    const dying = await group.startServer();
    await vi.waitUntil(async () => ((await sent()) ?? 0) > 0, { timeout: 20_000, interval: 10 });
    await dying.kill();
    expect(await sent()).toBeLessThan(12);
    const [{ left } = { left: 0 }] = await product.sql<{ left: number }>(
      `SELECT extract(epoch FROM greatest(b.due_at, max(i.due_at)) - now())::float8 AS left
         FROM invitation_batch b JOIN invitation_batch_item i ON i.batch_id = b.id AND i.state = 'waiting'
        WHERE b.id = $1 GROUP BY b.due_at`,
      [batch.batchId],
    );
    expect(left).toBeLessThan(30);

    await due(batch.batchId);
    const next = await group.startServer();
    const state = async () => (await product.stores.invitationBatches.find(batch.practiceId, batch.batchId))?.state;
    await vi.waitUntil(async () => (await state()) === 'done', { timeout: 60_000, interval: 50 });
    await next.stop();
    await onceEach(batch, 12);
  }, 120_000);
}

test('an invitation that can never be sent ends as failed, and holds up no other', async () => {
  const practice = await openPractice(product);
  const batch = await batchOf(practice, 3);
  await product.sql(
    `UPDATE invitation_batch_item SET tries = 6
      WHERE id = (SELECT id FROM invitation_batch_item WHERE batch_id = $1 ORDER BY id LIMIT 1)`,
    [batch.batchId],
  );
  await sendBatch({ ...product.stores, logger }, batch);
  const { batchItems } = product.stores;
  const counts = (await batchItems.count(batch.practiceId, [batch.batchId])).get(batch.batchId) ?? [];
  expect(Object.fromEntries(counts.map((each) => [each.state, each.count]))).toEqual({ sent: 2, failed: 1 });
  await onceEach(batch, 2);
});

test('makes one batch when many start at once', async () => {
  const practice = await openPractice(product);
  await addClient(product, practice);
  const starts = Array.from({ length: 20 }, (_, n) =>
    startInvitations(workers[n % 2]?.stores ?? product.stores, ownerOf(practice), { importId: null }),
  );
  const batches = await Promise.all(starts);
  expect(new Set(batches.map(({ batch }) => batch.id)).size).toBe(1);
  expect(batches.filter(({ underWayBefore }) => !underWayBefore)).toHaveLength(1);
});
