import type { Logger } from 'pino';
import type { Queue } from '../../db/poller.ts';
import { answerSignInRequests } from './answer-sign-in-requests.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';

/**
 * The sign-in requests that wait for their answer. None is answered the moment it is asked: the work
 * for a known address would slow its sender's next request, and so tell that it is known.
 */
export const signInRequestQueue = (dependencies: { signInRequests: SignInRequestStore; logger: Logger }): Queue => ({
  name: 'sign-in requests',
  pollSeconds: 0.25,
  practicesAtOnce: 4,
  rowsPerClaim: 50,
  rowsAtOnce: 200,
  discover: (after) => dependencies.signInRequests.discover(after),
  claim: ({ practiceId, ids }, most) => answerSignInRequests(dependencies, practiceId, ids.slice(0, most)),
});
