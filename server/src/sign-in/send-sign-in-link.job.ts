import type { JobQueue, JobWork } from '../db/job-queue.ts';
import { deliverMailKind } from '../mail/deliver-mail.kind.ts';
import { sendSignInLink } from './send-sign-in-link.ts';
import { type SignInRequestStore, sendSignInLinkKind } from './sign-in-request.store.ts';

/** Works the sign-in requests off. */
export function sendSignInLinkWork(dependencies: {
  signInRequests: SignInRequestStore;
  jobs: JobQueue;
}): JobWork<{ practiceId: string; requestId: string }> {
  return {
    kind: sendSignInLinkKind,
    options: { batchSize: 100, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
    async handle(jobs) {
      await Promise.all(jobs.map((job) => sendSignInLink(dependencies, job.data)));
      dependencies.jobs.nudge(deliverMailKind);
    },
  };
}
