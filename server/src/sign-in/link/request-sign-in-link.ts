import { notFound } from '../../lib/fault.ts';
import { readEmail } from '../../lib/read-email.ts';
import type { PracticeStore } from '../../practice/practice.store.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** The answer to every request for a link; it is the same for every address. */
export interface SignInRequested {
  askAgainInSeconds: number;
  linkLifetimeMinutes: number;
}

/**
 * Records a request for a sign-in link, with one statement that is the same for every address. The poller answers it
 * in the background.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address, NOT_FOUND when there is no such portal.
 */
export async function requestSignInLink(
  { practices, signInRequests }: { practices: PracticeStore; signInRequests: SignInRequestStore },
  { portal, email }: { portal: string; email: string },
): Promise<SignInRequested> {
  const typed = readEmail(email);
  const practiceId = await practices.findId(portal);
  if (practiceId === undefined) throw notFound('portal');
  const recorded = await signInRequests.record(practiceId, typed);
  return { askAgainInSeconds: signInPolicy.askAgainSeconds, linkLifetimeMinutes: recorded.linkLifetimeMinutes };
}
