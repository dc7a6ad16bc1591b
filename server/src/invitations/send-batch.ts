import type { Logger } from 'pino';
import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import type { Database } from '../db/database.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { Fault } from '../lib/fault.ts';
import { sendInvitation } from '../sign-in/link/send-invitation.ts';
import type { SignInLinkStore } from '../sign-in/link/sign-in-link.store.ts';
import type { BatchItemStore, ClaimedItem } from './batch-item.store.ts';
import { batchPolicy } from './batch-policy.ts';
import type { ItemReason } from './invitation-batch.ts';
import type { ClaimedBatch, InvitationBatchStore } from './invitation-batch.store.ts';

/** The dependencies of a batch. */
export interface SendBatchDependencies {
  database: Database;
  invitationBatches: InvitationBatchStore;
  batchItems: BatchItemStore;
  portalAccesses: PortalAccessStore;
  signInLinks: SignInLinkStore;
  logger: Logger;
}

/** Thrown in an invitation's transaction when the item was settled or the batch stopped meanwhile; the mail is not sent. */
class NoLongerWanted extends Error {}

/** Sends a few invitations of a claimed batch, and releases it. */
export async function sendBatch(dependencies: SendBatchDependencies, batch: ClaimedBatch): Promise<void> {
  const { batchItems, invitationBatches, logger } = dependencies;
  for (const item of await batchItems.claim(batch)) {
    try {
      await invite(dependencies, batch, item);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      // The item is tried again after its lease, a few times.
      logger.error({ err: error, batch: batch.batchId, item: item.id, tries: item.tries }, 'an invitation failed');
    }
  }
  await invitationBatches.release(batch);
}

async function invite(dependencies: SendBatchDependencies, batch: ClaimedBatch, item: ClaimedItem): Promise<void> {
  const { database, batchItems, portalAccesses } = dependencies;
  const { practiceId, startedBy } = batch;
  const ref = { practiceId, itemId: item.id };
  const skip = (reason: ItemReason) => batchItems.settle(database, ref, 'skipped', reason);
  const access = await portalAccesses.find(practiceId, item.portalAccessId);
  if (!access) return void (await skip('gone'));
  if (access.clientArchived) return void (await skip('archived'));
  if (!access.active) return void (await skip('access-off'));
  if (access.invitedAt) return void (await skip('invited-meanwhile'));
  try {
    const sender = { practiceId, staffMemberId: startedBy };
    await sendInvitation(dependencies, sender, item.portalAccessId, async (transaction) => {
      if (!(await batchItems.settle(transaction, ref, 'sent', null))) throw new NoLongerWanted();
      await batchItems.shareMail(transaction, ref, startedBy);
    });
  } catch (error) {
    if (error instanceof NoLongerWanted) return;
    if (!(error instanceof Fault)) throw error;
    if (error.code !== 'TOO_MANY_REQUESTS') return void (await skip('access-off'));
    if (item.tries < batchPolicy.mostTries) await batchItems.putOff(ref);
    else await batchItems.settle(database, ref, 'failed', 'many-mails');
  }
}
