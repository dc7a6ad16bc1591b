import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readEmail } from '../lib/read-email.ts';
import { readLine } from '../lib/read-text.ts';
import type { StaffStore } from '../staff/staff.store.ts';
import type { PracticeStore } from './practice.store.ts';
import { readPracticeDetails, type TypedPracticeDetails } from './update-practice.ts';

/**
 * Opens a practice with its first owner, who can then ask for a staff link.
 *
 * @returns the practice's and the owner's id.
 * @throws Fault BAD_USER_INPUT naming the field, such as a portal address that is taken.
 */
export async function createPractice(
  dependencies: { database: Database; practices: PracticeStore; staff: StaffStore; activity: ActivityStore },
  typed: TypedPracticeDetails,
  owner: { name: string; email: string },
): Promise<{ practiceId: string; ownerId: string }> {
  const { database, practices, staff, activity } = dependencies;
  const practiceId = newId();
  const ownerId = newId();
  const details = readPracticeDetails(typed, null);
  const member = {
    practiceId,
    id: ownerId,
    name: readLine('ownerName', "owner's name", owner.name),
    role: 'owner',
  } as const;
  const email = readEmail(owner.email);
  try {
    await database.transaction(async (transaction) => {
      await practices.create(transaction, { id: practiceId, ...details });
      await staff.add(transaction, { ...member, email });
      await activity.record(transaction, { practiceId, id: newId(), kind: 'practice.created', result: 'ok' });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw badInput('slug', 'Another practice has this portal address. Please choose another one.');
  }
  return { practiceId, ownerId };
}
