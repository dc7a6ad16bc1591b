import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readLine } from '../lib/read-text.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { PortalAccessStore } from './portal-access.store.ts';
import type { Relationship } from './portal-access.ts';
import { editConflict, saved, type UpdateOutcome } from './update-outcome.ts';

/**
 * Changes the name and the relationship of an access's holder. Links, PINs and sessions stay valid.
 *
 * @throws Fault BAD_USER_INPUT naming the field, NOT_FOUND when the practice has no such access.
 */
export async function updatePortalAccess(
  dependencies: { database: Database; portalAccesses: PortalAccessStore; activity: ActivityStore },
  staff: StaffSession,
  typed: { portalAccessId: string; version: number; relationship: Relationship; person?: string | null | undefined },
): Promise<UpdateOutcome> {
  const { database, portalAccesses, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const { portalAccessId, version, relationship } = typed;
  return database.transaction(async (transaction) => {
    const access = await portalAccesses.lock(transaction, practiceId, portalAccessId);
    if (!access) throw notFound('portal access');
    const person = readPerson(relationship, typed.person);
    const tooLate = editConflict(access, version);
    if (tooLate) return tooLate;
    if (access.relationship === relationship && access.person === person) return saved;

    const { portalAccountId, clientId } = access;
    await portalAccesses.setHolder(transaction, practiceId, portalAccessId, { relationship, person });
    const details = { portalAccessId, relationship, before: access.relationship };
    const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId, details };
    await activity.record(transaction, { ...act, kind: 'access.changed', result: 'ok' });
    return saved;
  });
}

/**
 * Validates the holder's name; a client's own access needs none.
 *
 * @throws Fault BAD_USER_INPUT
 */
export const readPerson = (relationship: Relationship, typed: string | null | undefined): string | null =>
  relationship === 'self' ? null : readLine('person', "person's name", typed ?? '');
