import type { ActivityKind, ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { BatchState } from './invitation-batch.ts';
import type { InvitationBatchStore } from './invitation-batch.store.ts';

/** What can be done with a batch that is under way. */
export type Steering = 'pause' | 'resume' | 'cancel';

const steps: Readonly<Record<Steering, { from: readonly BatchState[]; to: BatchState; kind: ActivityKind }>> = {
  pause: { from: ['running'], to: 'paused', kind: 'invitations.paused' },
  resume: { from: ['paused'], to: 'running', kind: 'invitations.resumed' },
  cancel: { from: ['running', 'paused'], to: 'cancelled', kind: 'invitations.cancelled' },
};

/**
 * Pauses a batch, lets it go on, or ends it; what was sent is sent. Nothing happens to one that is
 * there already.
 *
 * @throws Fault NOT_FOUND when the practice has no such batch.
 */
export async function steerInvitations(
  dependencies: { database: Database; invitationBatches: InvitationBatchStore; activity: ActivityStore },
  staff: StaffSession,
  { batchId, steering }: { batchId: string; steering: Steering },
): Promise<void> {
  const { database, invitationBatches, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  if (!(await invitationBatches.find(practiceId, batchId))) throw notFound('batch of invitations');
  const { from, to, kind } = steps[steering];
  const ref = { practiceId, batchId };
  await database.transaction(async (transaction) => {
    if (!(await invitationBatches.setState(transaction, ref, from, to))) return;
    if (steering === 'cancel') await invitationBatches.skipWaiting(transaction, ref);
    if (steering === 'resume') {
      await invitationBatches.makeDue(transaction, ref);
      await invitationBatches.queue(transaction, ref);
    }
    const act = { practiceId, id: newId(), staffMemberId, details: { batchId } };
    await activity.record(transaction, { ...act, kind, result: 'ok' });
  });
}
