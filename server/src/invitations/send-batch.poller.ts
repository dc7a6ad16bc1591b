import type { Queue } from '../db/poller.ts';
import type { ClaimedBatch } from './invitation-batch.store.ts';
import { sendBatch, type SendBatchDependencies } from './send-batch.ts';

/** The queue of running batches. */
export const invitationBatchQueue = (dependencies: SendBatchDependencies): Queue<ClaimedBatch, void> => ({
  name: 'invitation batches',
  pollSeconds: 0.5,
  practicesAtOnce: 2,
  rowsPerClaim: 1,
  rowsAtOnce: 4,
  discover: (after) => dependencies.invitationBatches.discover(after),
  claim: ({ practiceId }) => dependencies.invitationBatches.claim(practiceId),
  do: (batch) => sendBatch(dependencies, batch),
});
