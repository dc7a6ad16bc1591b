import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { RequestOutcome, SignInRequestStore } from './sign-in-request.store.ts';

/**
 * Answers one sign-in request: matches it to a portal account, throttles, issues the link, queues
 * the mail. Doing it twice does nothing more.
 *
 * @returns what became of the request; undefined when it was answered before.
 */
export async function answerSignInRequest(
  { signInRequests }: { signInRequests: SignInRequestStore },
  { practiceId, requestId }: { practiceId: string; requestId: string },
): Promise<RequestOutcome | undefined> {
  return retryOnConflict('sign_in_link_live', () => signInRequests.answer(practiceId, requestId));
}
