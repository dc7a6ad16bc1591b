import type { JobKind, JobQueue, JobWork } from '../db/job-queue.ts';
import { deliverMailKind } from '../mail/deliver-mail.kind.ts';
import { type BatchRef, type InvitationBatchStore, sendBatchKind } from './invitation-batch.store.ts';
import { sendBatch, type SendBatchDependencies } from './send-batch.ts';

const sweepBatchesKind: JobKind<object> = {
  queue: 'sweep-invitation-batches',
  options: { expireInSeconds: 30, retryLimit: 0, deleteAfterSeconds: 3600 },
};

/** The kinds of job whose queues batches of invitations need open. */
export const invitationJobs: readonly JobKind<object>[] = [sendBatchKind, sweepBatchesKind];

/** Everything this process does about batches of invitations in the background. */
export const invitationWork = (dependencies: SendBatchDependencies & { jobs: JobQueue }): JobWork<object>[] => [
  send(dependencies),
  sweep(dependencies),
];

const send = (dependencies: SendBatchDependencies & { jobs: JobQueue }): JobWork<BatchRef> => ({
  kind: sendBatchKind,
  options: { pollingIntervalSeconds: 1 },
  async handle(jobs) {
    for (const { data } of jobs) {
      if (await sendBatch(dependencies, data)) dependencies.jobs.nudge(deliverMailKind);
    }
  },
});

/** Every minute: nobody is forgotten whose server died, or who was to be invited later. */
const sweep = ({ invitationBatches }: { invitationBatches: InvitationBatchStore }): JobWork<object> => ({
  kind: sweepBatchesKind,
  options: { pollingIntervalSeconds: 10 },
  schedule: '* * * * *',
  handle: () => invitationBatches.wakeStranded(),
});
