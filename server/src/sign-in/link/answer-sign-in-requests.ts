import type { Logger } from 'pino';
import { isDatabaseUnavailable } from '../../db/database-unavailable.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { AnsweredRequest, SignInRequestStore } from './sign-in-request.store.ts';

/**
 * Answers sign-in requests of one practice. A request that cannot be answered is postponed, and fails in the end; the
 * others are answered all the same.
 *
 * @returns the requests that were answered, postponed or failed.
 */
export async function answerSignInRequests(
  dependencies: { signInRequests: SignInRequestStore; logger: Logger },
  practiceId: string,
  requestIds: readonly string[],
): Promise<AnsweredRequest[]> {
  try {
    return await answer(dependencies.signInRequests, practiceId, requestIds);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    const each: AnsweredRequest[][] = [];
    for (const requestId of requestIds) each.push(await answerOne(dependencies, practiceId, requestId));
    return each.flat();
  }
}

async function answerOne(
  { signInRequests, logger }: { signInRequests: SignInRequestStore; logger: Logger },
  practiceId: string,
  requestId: string,
): Promise<AnsweredRequest[]> {
  try {
    return await answer(signInRequests, practiceId, [requestId]);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    const outcome = await signInRequests.putOff(practiceId, requestId);
    if (outcome === 'failed') logger.error({ err: error, request: requestId }, 'a sign-in request was given up');
    return [{ id: requestId, outcome }];
  }
}

const answer = (signInRequests: SignInRequestStore, practiceId: string, requestIds: readonly string[]) =>
  retryOnConflict('sign_in_link_live', () => signInRequests.answer(practiceId, requestIds));
