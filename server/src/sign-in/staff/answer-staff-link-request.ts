import { v5 } from 'uuid';
import { isUniqueViolation } from '../../db/database.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { StaffStore } from '../../staff/staff.store.ts';
import type { StaffCredentialsStore } from './staff-credentials.store.ts';

/**
 * Answers a staff member who asked for a link: one for each practice where the address is at work.
 * A link's id follows from the request, so answering again issues nothing more.
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
    // The link of this request is there already.
    if (!isUniqueViolation(error)) throw error;
  }
}
