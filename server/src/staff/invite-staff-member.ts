import { retryOnConflict } from '../db/retry-on-conflict.ts';
import type { Database } from '../db/database.ts';
import { Fault, notFound } from '../lib/fault.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { StaffCredentials } from './staff-credentials.ts';
import type { StaffStore } from './staff.store.ts';

/**
 * Mails a staff member a link to the workspace. It replaces any older one.
 *
 * @throws Fault NOT_FOUND when the practice has no such staff member; TOO_MANY_REQUESTS after five mails in an
 * hour while the newest link works.
 */
export async function inviteStaffMember(
  dependencies: { database: Database; staff: StaffStore; staffCredentials: StaffCredentials },
  { practiceId, staffMemberId: by }: StaffSession,
  id: string,
): Promise<void> {
  const { database, staff, staffCredentials } = dependencies;
  const member = await staff.find(practiceId, id);
  if (!member || member.removedAt) throw notFound('staff member');
  const sent = await retryOnConflict('sign_in_link_staff_live', () =>
    staffCredentials.invite(database, practiceId, id, by),
  );
  if (sent) return;
  throw new Fault(
    'TOO_MANY_REQUESTS',
    'This address got five mails within the hour, which is the most. The newest one still works.',
    { retryAfterSeconds: 3600 },
  );
}
