import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { PortalAccessStore } from './portal-access.store.ts';
import { editConflict, type UpdateOutcome } from './update-outcome.ts';
import type { VoidCredentials } from './void-credentials.ts';

/**
 * Removes an access to a client. In the same transaction the sessions of its address end, and its links and
 * PINs are void. An address with access to other clients can ask for a new link.
 *
 * @returns the client's id with the outcome.
 * @throws Fault NOT_FOUND when the practice has no such access.
 */
export async function removePortalAccess(
  dependencies: {
    database: Database;
    portalAccesses: PortalAccessStore;
    activity: ActivityStore;
    voidCredentials: VoidCredentials;
  },
  staff: StaffSession,
  { portalAccessId, version }: { portalAccessId: string; version?: number | null | undefined },
): Promise<UpdateOutcome & { clientId: string }> {
  const { database, portalAccesses, activity, voidCredentials } = dependencies;
  const { practiceId, staffMemberId } = staff;
  return database.transaction(async (transaction) => {
    const access = await portalAccesses.lock(transaction, practiceId, portalAccessId);
    if (!access) throw notFound('portal access');
    const { portalAccountId, clientId, relationship } = access;
    const tooLate = editConflict(access, version);
    if (tooLate) return { ...tooLate, clientId };

    await portalAccesses.remove(transaction, practiceId, portalAccessId);
    await voidCredentials(transaction, practiceId, portalAccountId, 'access-removed');
    const details = { portalAccessId, relationship };
    const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId, details };
    await activity.record(transaction, { ...act, kind: 'access.removed', result: 'ok' });
    return { outcome: 'saved', clientId };
  });
}
