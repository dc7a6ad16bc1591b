import { notFound } from '../../lib/fault.ts';
import { readEmail } from '../../lib/read-email.ts';
import type { PracticeStore } from '../../practice/practice.store.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** The answer to everyone who asks for a link; it says nothing about the address. */
export interface SignInRequested {
  askAgainInSeconds: number;
  linkLifetimeMinutes: number;
}

/**
 * Asks for a sign-in link. What was typed is written down and a job queued, the same for every
 * address; the job finds out whose it is.
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
