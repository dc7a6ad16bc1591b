import type { JobQueue, JobWork } from '../../db/job-queue.ts';
import { deliverMailKind } from '../../mail/deliver-mail.kind.ts';
import type { StaffStore } from '../../staff/staff.store.ts';
import { answerStaffLinkRequest } from './answer-staff-link-request.ts';
import type { SignInLinkStore } from '../link/sign-in-link.store.ts';
import { sendStaffSignInLinkKind } from './staff-link-request.store.ts';

/** Works the requests of staff off. */
export function sendStaffSignInLinkWork(dependencies: {
  staff: StaffStore;
  signInLinks: SignInLinkStore;
  jobs: JobQueue;
}): JobWork<{ requestId: string; email: string }> {
  return {
    kind: sendStaffSignInLinkKind,
    options: { batchSize: 10, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
    async handle(jobs) {
      await Promise.all(jobs.map((job) => answerStaffLinkRequest(dependencies, job.data)));
      dependencies.jobs.nudge(deliverMailKind);
    },
  };
}
