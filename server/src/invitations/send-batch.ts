import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import type { Database } from '../db/database.ts';
import { Fault } from '../lib/fault.ts';
import { sendInvitation } from '../sign-in/link/send-invitation.ts';
import type { SignInLinkStore } from '../sign-in/link/sign-in-link.store.ts';
import { batchPolicy } from './batch-policy.ts';
import type { ItemReason } from './invitation-batch.ts';
import type { BatchRef, InvitationBatchStore, TakenItem } from './invitation-batch.store.ts';

/** What a batch works with. */
export interface SendBatchDependencies {
  database: Database;
  invitationBatches: InvitationBatchStore;
  portalAccesses: PortalAccessStore;
  signInLinks: SignInLinkStore;
}

/** Thrown inside an invitation's transaction when somebody settled or stopped it meanwhile; it is then not sent. */
class NoLongerWanted extends Error {}

/**
 * Sends a few invitations of a batch and queues the next job.
 *
 * @returns whether anything was sent.
 */
export async function sendBatch(dependencies: SendBatchDependencies, ref: BatchRef): Promise<boolean> {
  const { database, invitationBatches } = dependencies;
  const turn = await invitationBatches.takeTurn(ref);
  if (!turn) return false;
  const items = await invitationBatches.takeItems(ref);
  for (const item of items) await inviteOne(dependencies, { ...ref, ...turn }, item);
  if (await invitationBatches.finish(ref)) return items.length > 0;
  // Who is to be tried later, or waits for mails to leave first, is looked for every minute.
  if (items.length > 0) await invitationBatches.queue(database, ref);
  return items.length > 0;
}

type Turn = BatchRef & { startedBy: string; startedAt: Date };

async function inviteOne(dependencies: SendBatchDependencies, turn: Turn, item: TakenItem): Promise<void> {
  const { database, invitationBatches, portalAccesses } = dependencies;
  const { practiceId, startedBy } = turn;
  const skip = (reason: ItemReason) => invitationBatches.settle(database, practiceId, item.id, 'skipped', reason);
  const access = await portalAccesses.find(practiceId, item.portalAccessId);
  if (!access) return void (await skip('gone'));
  if (access.clientArchived) return void (await skip('archived'));
  if (!access.active) return void (await skip('access-off'));
  if (access.invitedAt) return void (await skip('invited-meanwhile'));
  try {
    const sender = { practiceId, staffMemberId: startedBy };
    await sendInvitation(dependencies, sender, item.portalAccessId, async (transaction) => {
      const settled = await invitationBatches.settle(transaction, practiceId, item.id, 'sent', null);
      if (!settled) throw new NoLongerWanted();
      await invitationBatches.shareMail(transaction, practiceId, item.id, startedBy);
    });
  } catch (error) {
    if (error instanceof NoLongerWanted) return;
    if (!(error instanceof Fault)) throw error;
    if (error.code !== 'TOO_MANY_REQUESTS') return void (await skip('access-off'));
    if (item.tries < batchPolicy.mostTries) await invitationBatches.postpone(practiceId, item.id);
    else await invitationBatches.settle(database, practiceId, item.id, 'failed', 'many-mails');
  }
}
