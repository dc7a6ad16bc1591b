import type { ActivityKind } from '../activity/activity-kind.ts';
import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { BatchState } from './invitation-batch.ts';
import type { BatchItemStore } from './batch-item.store.ts';
import type { InvitationBatchStore } from './invitation-batch.store.ts';

/** What staff can do with a batch that has not ended. */
export type BatchChange = 'pause' | 'resume' | 'cancel';

const steps: Readonly<Record<BatchChange, { from: readonly BatchState[]; to: BatchState; kind: ActivityKind }>> = {
  pause: { from: ['running'], to: 'paused', kind: 'invitations.paused' },
  resume: { from: ['paused'], to: 'running', kind: 'invitations.resumed' },
  cancel: { from: ['running', 'paused'], to: 'cancelled', kind: 'invitations.cancelled' },
};

/**
 * Pauses, resumes or cancels a batch. Invitations that were sent stay valid. A batch in that state stays as it is.
 *
 * @throws Fault NOT_FOUND when the practice has no such batch.
 */
export async function changeBatchState(
  dependencies: {
    database: Database;
    invitationBatches: InvitationBatchStore;
    batchItems: BatchItemStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  batchId: string,
  change: BatchChange,
): Promise<void> {
  const { database, invitationBatches, batchItems, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  if (!(await invitationBatches.find(practiceId, batchId))) throw notFound('batch of invitations');
  const { from, to, kind } = steps[change];
  const ref = { practiceId, batchId };
  await database.transaction(async (transaction) => {
    if (!(await invitationBatches.setState(transaction, ref, from, to))) return;
    if (change === 'cancel') await batchItems.cancelWaiting(transaction, ref);
    if (change === 'resume') await batchItems.makeDue(transaction, ref);
    const act = { practiceId, id: newId(), staffMemberId, details: { batchId } };
    await activity.record(transaction, { ...act, kind, result: 'ok' });
  });
}
