import { notFound } from '../../lib/fault.ts';
import type { KeyedHash } from '../../lib/keyed-hash.ts';
import { readLinkToken } from './link-token.ts';
import { requestStaffSignInLink } from '../staff/request-staff-sign-in-link.ts';
import type { SignInLinkStore } from './sign-in-link.store.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';
import type { SignInRequested } from './request-sign-in-link.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import type { StaffLinkRequestStore } from '../staff/staff-link-request.store.ts';

/**
 * Requests a new link by means of one that no longer works. It goes to the address on file, which is not shown.
 *
 * @throws Fault NOT_FOUND when the token is invalid, or the link was deleted.
 */
export async function sendNewLink(
  dependencies: {
    signInLinks: SignInLinkStore;
    signInRequests: SignInRequestStore;
    staffLinkRequests: StaffLinkRequestStore;
    linkHash: KeyedHash;
  },
  token: string,
): Promise<SignInRequested> {
  const link = readLinkToken(dependencies.linkHash, token);
  if (!link) throw notFound('link');

  if (link.kind === 'staff') {
    const email = await dependencies.signInLinks.staffHolder(link.practiceId, link.id);
    if (!email) throw notFound('link');
    return requestStaffSignInLink(dependencies, { email });
  }
  const recorded = await dependencies.signInRequests.recordForLink(link.practiceId, link.id);
  if (!recorded) throw notFound('link');
  return { askAgainInSeconds: signInPolicy.askAgainSeconds, linkLifetimeMinutes: recorded.linkLifetimeMinutes };
}
