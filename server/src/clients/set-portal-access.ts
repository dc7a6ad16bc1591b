import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { PortalAccessStore } from './portal-access.store.ts';
import { editConflict, saved, type UpdateOutcome } from './update-outcome.ts';
import type { VoidCredentials } from './void-credentials.ts';

/**
 * Switches a portal access on or off. Off ends the holder's sessions and voids their links and PINs, in the
 * same transaction.
 *
 * @throws Fault NOT_FOUND when the practice has no such access.
 */
export async function setPortalAccess(
  dependencies: {
    database: Database;
    portalAccesses: PortalAccessStore;
    activity: ActivityStore;
    voidCredentials: VoidCredentials;
  },
  staff: StaffSession,
  wanted: { portalAccessId: string; active: boolean; version?: number | null | undefined },
): Promise<UpdateOutcome> {
  const { database, portalAccesses, activity, voidCredentials } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const { portalAccessId, active, version } = wanted;
  return database.transaction(async (transaction) => {
    const access = await portalAccesses.lock(transaction, practiceId, portalAccessId);
    if (!access) throw notFound('portal access');
    // Another request has already switched it.
    if (access.active === active) return saved;
    const tooLate = editConflict(access, version);
    if (tooLate) return tooLate;

    const { portalAccountId, clientId } = access;
    await portalAccesses.setActive(transaction, practiceId, portalAccessId, active);
    if (!active) await voidCredentials(transaction, practiceId, portalAccountId, 'access-off');
    const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId, details: { portalAccessId } };
    await activity.record(transaction, { ...act, kind: active ? 'access.on' : 'access.off', result: 'ok' });
    return saved;
  });
}
