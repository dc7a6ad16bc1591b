import { v5 } from 'uuid';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import { isUniqueViolation } from '../../db/database.ts';
import type { StaffStore } from '../../staff/staff.store.ts';
import type { SignInLinkStore } from '../link/sign-in-link.store.ts';

/**
 * Answers a staff member who asked for a link: one for each practice where the address is at work.
 * A link's id follows from the request, so answering again issues nothing more.
 */
export async function answerStaffLinkRequest(
  { staff, signInLinks }: { staff: StaffStore; signInLinks: SignInLinkStore },
  { requestId, email }: { requestId: string; email: string },
): Promise<void> {
  for (const member of await staff.findByEmail(email)) {
    await issueOnce(signInLinks, member.practiceId, member.id, v5(`${member.practiceId} ${member.id}`, requestId));
  }
}

async function issueOnce(signInLinks: SignInLinkStore, practiceId: string, staffMemberId: string, linkId: string) {
  try {
    await retryOnConflict('sign_in_link_staff_live', () =>
      signInLinks.issueStaffLink(practiceId, staffMemberId, linkId),
    );
  } catch (error) {
    // The link of this request is there already.
    if (!isUniqueViolation(error)) throw error;
  }
}
