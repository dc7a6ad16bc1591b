import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { StaffCredentials } from './staff-credentials.ts';
import { staffAddressTaken, type StaffStore } from './staff.store.ts';

/**
 * Removes a staff member: their sessions end and their links are void at once. A second removal
 * changes nothing.
 *
 * @returns false when that would leave the practice without an owner; nothing was changed then.
 * @throws Fault NOT_FOUND when the practice never had such a staff member.
 */
export async function removeStaffMember(
  dependencies: {
    database: Database;
    staff: StaffStore;
    activity: ActivityStore;
    staffCredentials: StaffCredentials;
  },
  { practiceId, staffMemberId: by }: StaffSession,
  id: string,
): Promise<boolean> {
  const { database, staff, activity, staffCredentials } = dependencies;
  return database.transaction(async (transaction) => {
    const owners = await staff.lockOwners(transaction, practiceId);
    const member = await staff.find(practiceId, id, transaction);
    if (!member) throw notFound('staff member');
    if (member.role === 'owner' && !member.removedAt && owners === 1) return false;
    if (!(await staff.setRemoved(transaction, practiceId, id, true))) return true;
    await staffCredentials.end(transaction, practiceId, id, 'removed');
    const act = { practiceId, id: newId(), staffMemberId: by, details: { staffMemberId: id, name: member.name } };
    await activity.record(transaction, { ...act, kind: 'staff.removed', result: 'ok' });
    return true;
  });
}

/**
 * Brings a removed staff member back, with the role they had. They sign in with a new link.
 *
 * @throws Fault BAD_USER_INPUT when somebody else has their address now, NOT_FOUND when the practice never had such a staff member.
 */
export async function restoreStaffMember(
  { database, staff, activity }: { database: Database; staff: StaffStore; activity: ActivityStore },
  { practiceId, staffMemberId: by }: StaffSession,
  id: string,
): Promise<void> {
  await staffAddressTaken(() =>
    database.transaction(async (transaction) => {
      const member = await staff.find(practiceId, id, transaction);
      if (!member) throw notFound('staff member');
      if (!(await staff.setRemoved(transaction, practiceId, id, false))) return;
      const act = { practiceId, id: newId(), staffMemberId: by, details: { staffMemberId: id, name: member.name } };
      await activity.record(transaction, { ...act, kind: 'staff.restored', result: 'ok' });
    }),
  );
}
