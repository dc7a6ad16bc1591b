import { readEmail } from '../../lib/read-email.ts';
import type { SignInRequested } from '../link/request-sign-in-link.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import type { StaffLinkRequestStore } from './staff-link-request.store.ts';

/**
 * Records a request for a staff link, with the same answer and the same work for every address.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address.
 */
export async function requestStaffSignInLink(
  { staffLinkRequests }: { staffLinkRequests: StaffLinkRequestStore },
  { email }: { email: string },
): Promise<SignInRequested> {
  await staffLinkRequests.record(readEmail(email));
  return { askAgainInSeconds: signInPolicy.askAgainSeconds, linkLifetimeMinutes: signInPolicy.staffLinkMinutes };
}
