import type { Logger } from 'pino';
import type { Queue } from '../../db/poller.ts';
import { answerSignInRequests } from './answer-sign-in-requests.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';

/**
 * The queue of sign-in requests without an outcome. None is answered when it is recorded: the work for a known address
 * would delay its sender's next request, and so disclose that the address is known.
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
