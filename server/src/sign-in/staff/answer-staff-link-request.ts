import { v5 } from 'uuid';
import { isUniqueViolation } from '../../db/database.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { StaffStore } from '../../staff/staff.store.ts';
import type { StaffCredentialsStore } from './staff-credentials.store.ts';

/**
 * Answers a request for a staff link: a link for each practice with a staff member of this address. A link's id is
 * derived from the request, so that a second answer issues nothing more.
 */
export async function answerStaffLinkRequest(
  { staff, staffCredentials }: { staff: StaffStore; staffCredentials: StaffCredentialsStore },
  { id, email }: { id: string; email: string },
): Promise<void> {
  for (const member of await staff.findByEmail(email)) {
    await issueOnce(staffCredentials, member.practiceId, member.id, v5(`${member.practiceId} ${member.id}`, id));
  }
}

async function issueOnce(
  staffCredentials: StaffCredentialsStore,
  practiceId: string,
  staffMemberId: string,
  linkId: string,
): Promise<void> {
  try {
    await retryOnConflict('sign_in_link_staff_live', () =>
      staffCredentials.issueLink(practiceId, staffMemberId, linkId),
    );
  } catch (error) {
    // The link of this request exists already.
    if (!isUniqueViolation(error)) throw error;
  }
}
