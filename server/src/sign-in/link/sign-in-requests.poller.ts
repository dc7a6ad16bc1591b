import type { JobQueue } from '../../db/job-queue.ts';
import type { Queue } from '../../db/poller.ts';
import { deliverMailKind } from '../../mail/deliver-mail.kind.ts';
import { answerSignInRequest } from './answer-sign-in-request.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';

/**
 * Answers the sign-in requests that wait. None is answered the moment it is asked: the work for a
 * known address would slow its sender's next request, and so tell that it is known.
 */
export const signInRequestQueue = (stores: { jobs: JobQueue; signInRequests: SignInRequestStore }): Queue => ({
  name: 'sign-in requests',
  pollSeconds: 0.25,
  practicesAtOnce: 4,
  rowsPerClaim: 25,
  rowsAtOnce: 100,
  discover: (after) => stores.signInRequests.discover(after),
  async claim({ practiceId, ids }, most) {
    const answered = await Promise.all(
      ids.slice(0, most).map((requestId) => answerSignInRequest(stores, { practiceId, requestId })),
    );
    if (answered.includes('sent')) stores.jobs.nudge(deliverMailKind);
    return answered.filter(Boolean);
  },
});
