import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runImport } from '../src/imports/run-import.ts';
import { confirmImport } from '../src/imports/confirm-import.ts';
import { uploadImport } from '../src/imports/upload-import.ts';
import { sendBatch } from '../src/invitations/send-batch.ts';
import { startInvitations } from '../src/invitations/start-invitations.ts';
import type { StaffSession } from '../src/sessions/session.ts';
import { addClient, openPractice, openTestProduct, type TestPractice, type TestProduct } from './product.ts';
import { newDatabase } from './two-servers.ts';

// Two products on one database, each a worker that is told when to work.
let workers: [TestProduct, TestProduct];
let product: TestProduct;

beforeAll(async () => {
  const url = await newDatabase();
  product = await openTestProduct({ JOBS: 'off' }, url);
  workers = [product, await openTestProduct({ JOBS: 'off' }, url)];
});
afterAll(async () => {
  for (const worker of workers) await worker.close();
});

const owner = ({ practiceId, ownerId }: TestPractice): StaffSession => ({
  kind: 'staff',
  practiceId,
  staffMemberId: ownerId,
  sessionId: undefined,
  name: 'Olivia Hart',
  permissions: [],
});

const count = async (text: string, values: unknown[]) =>
  (await product.sql<{ count: number }>(`SELECT count(*)::int AS count ${text}`, values))[0]?.count;

async function confirmed(practice: TestPractice, people: number): Promise<{ practiceId: string; importId: string }> {
  const rows = Array.from({ length: people }, (_, n) => `Jo Number${n},jo${n}@${practice.slug}.example\n`);
  const bytes = Buffer.from(`Name,E-mail\n${rows.join('')}`);
  const importId = await uploadImport(product.stores, owner(practice), { name: 'list.csv', bytes });
  const choice = { importId, version: 1, existing: 'skip', leaveOutProblems: false } as const;
  expect(await confirmImport(product.stores, owner(practice), choice)).toEqual({ outcome: 'started' });
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
    uploadImport(product.stores, owner(practice), { name: 'a.csv', bytes: Buffer.from('Name\nJamie Rivera\n') });
  const [first, second] = [await upload(), await upload()];
  const confirm = (importId: string, n: number) =>
    confirmImport(workers[n % 2]?.stores ?? product.stores, owner(practice), {
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

test('a server that dies between two rows leaves neither half a client nor a second one', async () => {
  const practice = await openPractice(product);
  const ref = await confirmed(practice, 40);
  const { clientImports } = product.stores;
  const settle = clientImports.settleRow.bind(clientImports);
  let rows = 0;
  const dying = vi.spyOn(clientImports, 'settleRow').mockImplementation(async (...row) => {
    rows += 1;
    if (rows === 20) throw new Error('the server died');
    return settle(...row);
  });
  await expect(runImport(product.stores, ref)).rejects.toThrow('the server died');
  dying.mockRestore();
  const kept = await count('FROM client WHERE practice_id = $1', [ref.practiceId]);
  expect(kept).toBe(
    await count('FROM client_import_row WHERE import_id = $1 AND outcome = $2', [ref.importId, 'created']),
  );
  expect(kept).toBeLessThan(20);

  await runImport(workers[1].stores, ref);
  expect(await count('FROM client WHERE practice_id = $1', [ref.practiceId])).toBe(40);
});

async function batchOf(practice: TestPractice, people: number) {
  await Promise.all(Array.from({ length: people }, () => addClient(product, practice)));
  const { batch } = await startInvitations(product.stores, owner(practice), { importId: null });
  return { practiceId: practice.practiceId, batchId: batch.id };
}

/** Gives both workers the turn at the same moment, which the pace otherwise keeps apart. */
async function workAtOnce(ref: { practiceId: string; batchId: string }): Promise<void> {
  const turn = { startedBy: '', startedAt: new Date() };
  const [started] = await product.sql<{ started_by: string }>('SELECT started_by FROM invitation_batch WHERE id = $1', [
    ref.batchId,
  ]);
  for (const { stores } of workers) {
    vi.spyOn(stores.invitationBatches, 'takeTurn').mockResolvedValue({ ...turn, startedBy: started?.started_by ?? '' });
  }
  await Promise.all([...workers, ...workers].map(({ stores }) => sendBatch(stores, ref)));
  vi.restoreAllMocks();
}

const due = (batchId: string) =>
  product.sql(`UPDATE invitation_batch_item SET due_at = now() WHERE batch_id = $1 AND state = 'waiting'`, [batchId]);

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
  const ref = await batchOf(practice, 1);
  vi.spyOn(product.stores.invitationBatches, 'shareMail').mockRejectedValue(new Error('the server died'));
  await product.sql(`UPDATE invitation_batch SET worked_at = now() - interval '1 minute' WHERE id = $1`, [ref.batchId]);
  await expect(sendBatch(product.stores, ref)).rejects.toThrow('the server died');
  vi.restoreAllMocks();
  await onceEach(ref, 0);

  // Its lease is over, and the sweep finds that nobody works on the batch.
  await due(ref.batchId);
  await product.sql(`UPDATE invitation_batch SET worked_at = now() - interval '1 minute' WHERE id = $1`, [ref.batchId]);
  await workers[1].stores.invitationBatches.wakeStranded();
  expect(
    await count(`FROM pgboss.job WHERE name = 'send-invitation-batch' AND data ->> 'batchId' = $1`, [ref.batchId]),
  ).toBeGreaterThan(1);
  await sendBatch(workers[1].stores, ref);
  await onceEach(ref, 1);
  expect((await product.stores.invitationBatches.find(ref.practiceId, ref.batchId))?.state).toBe('done');
});

test('makes one batch when many start at once', async () => {
  const practice = await openPractice(product);
  await addClient(product, practice);
  const starts = Array.from({ length: 20 }, (_, n) =>
    startInvitations(workers[n % 2]?.stores ?? product.stores, owner(practice), { importId: null }),
  );
  const batches = await Promise.all(starts);
  expect(new Set(batches.map(({ batch }) => batch.id)).size).toBe(1);
  expect(batches.filter(({ underWayBefore }) => !underWayBefore)).toHaveLength(1);
});
