import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import { readEmail } from '../lib/read-email.ts';
import { readLine } from '../lib/read-text.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { Role } from '../permissions/permissions.ts';
import type { StaffCredentials } from './staff-credentials.ts';
import { staffAddressTaken, type StaffStore } from './staff.store.ts';

/**
 * Adds a staff member to the practice, and mails them a link to the workspace.
 *
 * @returns the new staff member's id.
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export async function addStaffMember(
  dependencies: {
    database: Database;
    staff: StaffStore;
    activity: ActivityStore;
    staffCredentials: StaffCredentials;
  },
  owner: StaffSession,
  typed: { name: string; email: string; role: Role },
): Promise<string> {
  const { database, staff, activity, staffCredentials } = dependencies;
  const { practiceId, staffMemberId: by } = owner;
  const member = { id: newId(), name: readLine('name', 'name', typed.name), role: typed.role };
  const email = readEmail(typed.email);

  await staffAddressTaken(() =>
    database.transaction(async (transaction) => {
      await staff.add(transaction, { practiceId, ...member, email });
      const details = { staffMemberId: member.id, name: member.name, role: member.role };
      const act = { practiceId, id: newId(), staffMemberId: by, details };
      await activity.record(transaction, { ...act, kind: 'staff.added', result: 'ok' });
      await staffCredentials.invite(transaction, practiceId, member.id, by);
    }),
  );
  return member.id;
}
