import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { BatchItemStore } from './batch-item.store.ts';
import type { InvitationBatch } from './invitation-batch.ts';
import type { InvitationBatchStore } from './invitation-batch.store.ts';

/** A new batch, or the one that has not ended: a practice has one at a time. */
export interface StartedBatch {
  batch: InvitationBatch;
  underWayBefore: boolean;
}

/**
 * Starts inviting everyone who was never invited, or the new people of one import.
 *
 * @throws Fault BAD_USER_INPUT when there is nobody to invite.
 */
export async function startInvitations(
  dependencies: {
    database: Database;
    invitationBatches: InvitationBatchStore;
    batchItems: BatchItemStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  { importId }: { importId: string | null },
): Promise<StartedBatch> {
  const { database, invitationBatches, batchItems, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const before = await invitationBatches.findUnderWay(practiceId);
  if (before) return { batch: before, underWayBefore: true };

  const id = newId();
  try {
    await database.transaction(async (transaction) => {
      const ref = { practiceId, batchId: id };
      const audience = importId === null ? 'never-invited' : 'import';
      await invitationBatches.insert(transaction, { ...ref, audience, startedBy: staffMemberId });
      const people = await batchItems.add(transaction, ref, importId);
      if (people === 0) throw badInput('audience', 'Everyone who can be invited has been invited.');
      const act = { practiceId, id: newId(), staffMemberId, details: { batchId: id, people, importId } };
      await activity.record(transaction, { ...act, kind: 'invitations.started', result: 'ok' });
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'invitation_batch_under_way')) throw error;
    const winner = await invitationBatches.findUnderWay(practiceId);
    if (!winner) throw error;
    return { batch: winner, underWayBefore: true };
  }
  const batch = await invitationBatches.find(practiceId, id);
  if (!batch) throw new Error('the batch that was just made is gone');
  return { batch, underWayBefore: false };
}
