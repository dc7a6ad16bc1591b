import type { ActivityStore } from '../activity/activity.store.ts';
import { retryOnConflict } from '../db/retry-on-conflict.ts';
import type { Database, Transaction } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readEmail } from '../lib/read-email.ts';
import { readLine } from '../lib/read-text.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { Role } from '../permissions/permissions.ts';
import type { StaffCredentials } from './staff-credentials.ts';
import { staffAddressTaken, type StaffDetails, type StaffStore } from './staff.store.ts';

/** Saved; not saved, because someone else saved first; or refused, because this is the last owner. */
export type UpdateStaffOutcome =
  | { outcome: 'saved' }
  | { outcome: 'edited-meanwhile'; version: number }
  | { outcome: 'last-owner' };

interface Dependencies {
  database: Database;
  staff: StaffStore;
  activity: ActivityStore;
  staffCredentials: StaffCredentials;
}

interface TypedStaffMember {
  staffMemberId: string;
  version: number;
  name: string;
  email: string;
  role: Role;
}

/**
 * Saves a staff member's name, address and role. A new role counts from their next request on. With
 * a new address their sessions end, their links are void, and a link goes to the new address; who
 * changes their own address keeps this session, to correct a typo.
 *
 * @throws Fault BAD_USER_INPUT naming the field, NOT_FOUND when the practice has no such staff member.
 */
export async function updateStaffMember(
  dependencies: Dependencies,
  owner: StaffSession,
  typed: TypedStaffMember,
): Promise<UpdateStaffOutcome> {
  const details = { name: readLine('name', 'name', typed.name), email: readEmail(typed.email), role: typed.role };
  return staffAddressTaken(() =>
    retryOnConflict('sign_in_link_staff_live', () =>
      dependencies.database.transaction((transaction) => save(dependencies, transaction, owner, typed, details)),
    ),
  );
}

async function save(
  { staff, activity, staffCredentials }: Dependencies,
  transaction: Transaction,
  { practiceId, staffMemberId: by, sessionId }: StaffSession,
  { staffMemberId: id, version }: TypedStaffMember,
  details: StaffDetails,
): Promise<UpdateStaffOutcome> {
  const owners = await staff.lockOwners(transaction, practiceId);
  const before = await staff.find(practiceId, id, transaction);
  if (!before || before.removedAt) throw notFound('staff member');
  if (before.role === 'owner' && details.role !== 'owner' && owners === 1) return { outcome: 'last-owner' };
  if (!(await staff.update(transaction, { practiceId, id, version }, details))) {
    return { outcome: 'edited-meanwhile', version: before.version };
  }
  const fields = (['name', 'email', 'role'] as const).filter((field) => before[field] !== details[field]);
  const changes = {
    staffMemberId: id,
    name: details.name,
    fields,
    ...(fields.includes('role') && { role: details.role }),
  };
  const act = { practiceId, id: newId(), staffMemberId: by, details: changes };
  await activity.record(transaction, { ...act, kind: 'staff.changed', result: 'ok' });
  if (fields.includes('email')) {
    await staffCredentials.end(transaction, practiceId, id, 'address-changed', id === by ? sessionId : undefined);
    await staffCredentials.invite(transaction, practiceId, id, by);
  }
  return { outcome: 'saved' };
}
