import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { badInput, notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readEmail } from '../lib/read-email.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ClientStore } from './client.store.ts';
import type { Relationship } from './portal-access.ts';
import type { PortalAccessStore } from './portal-access.store.ts';
import type { PortalAccountStore } from './portal-account.store.ts';
import { readPerson } from './update-portal-access.ts';

/**
 * Gives an address access to a client. It sends no invitation.
 *
 * @returns the new access's id.
 * @throws Fault BAD_USER_INPUT naming the field, NOT_FOUND when the practice has no such client.
 */
export async function addPortalAccess(
  dependencies: {
    database: Database;
    clients: ClientStore;
    portalAccesses: PortalAccessStore;
    portalAccounts: PortalAccountStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  typed: { clientId: string; email: string; relationship: Relationship; person?: string | null | undefined },
): Promise<string> {
  const { database, clients, portalAccesses, portalAccounts, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const { clientId, relationship } = typed;
  if (!(await clients.find(practiceId, [clientId])).has(clientId)) throw notFound('client');
  const email = readEmail(typed.email);
  const person = readPerson(relationship, typed.person);

  const id = newId();
  await addressTaken(() =>
    database.transaction(async (transaction) => {
      const portalAccountId = await portalAccounts.findOrCreate(transaction, practiceId, email);
      await portalAccesses.add(transaction, { practiceId, id, clientId, portalAccountId, relationship, person });
      const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId };
      const details = { portalAccessId: id, relationship };
      await activity.record(transaction, { ...act, kind: 'access.added', result: 'ok', details });
    }),
  );
  return id;
}

/** @throws Fault BAD_USER_INPUT when the address has access to this client already. */
export async function addressTaken<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error, 'portal_access_once')) throw error;
    throw badInput('email', 'This address has access to this client already.');
  }
}
