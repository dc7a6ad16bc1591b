import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { StaffSession } from '../sessions/session.ts';
import { readClientDetails, type TypedClientDetails } from './client-details.ts';
import type { ClientStore } from './client.store.ts';

/**
 * Adds a client to the practice.
 *
 * @returns the new client's id.
 * @throws Fault BAD_USER_INPUT naming the field, such as a reference that another client has.
 */
export async function createClient(
  dependencies: { database: Database; clients: ClientStore; practices: PracticeStore; activity: ActivityStore },
  staff: StaffSession,
  typed: TypedClientDetails,
): Promise<string> {
  const { database, clients, practices, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const practice = await practices.get(practiceId);
  const client = { practiceId, id: newId(), ...readClientDetails(typed, practice.phone) };
  await referenceTaken(() =>
    database.transaction(async (transaction) => {
      await clients.create(transaction, client);
      const act = { practiceId, id: newId(), staffMemberId, clientId: client.id };
      await activity.record(transaction, { ...act, kind: 'client.created', result: 'ok' });
    }),
  );
  return client.id;
}

/** @throws Fault BAD_USER_INPUT when another client has the reference. */
export async function referenceTaken<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error, 'client_reference')) throw error;
    throw badInput('reference', 'Another client has this reference already.');
  }
}
