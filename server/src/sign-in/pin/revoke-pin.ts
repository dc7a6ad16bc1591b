import type { ActivityStore } from '../../activity/activity.store.ts';
import type { PortalAccessStore } from '../../clients/portal-access.store.ts';
import type { Database } from '../../db/database.ts';
import { notFound } from '../../lib/fault.ts';
import { newId } from '../../lib/ids.ts';
import type { StaffSession } from '../../sessions/session.ts';
import type { PinStore } from './pin.store.ts';

/**
 * Revokes a PIN before it is used. Without a live PIN nothing happens.
 *
 * @throws Fault NOT_FOUND when this practice has no such access.
 */
export async function revokePin(
  dependencies: { database: Database; pins: PinStore; portalAccesses: PortalAccessStore; activity: ActivityStore },
  staff: StaffSession,
  portalAccessId: string,
): Promise<void> {
  const { database, pins, portalAccesses, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const access = await portalAccesses.find(practiceId, portalAccessId);
  if (!access) throw notFound('portal access');
  const { clientId, portalAccountId } = access;
  await database.transaction(async (transaction) => {
    if ((await pins.voidAll(transaction, practiceId, portalAccountId, 'revoked')) === 0) return;
    const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId };
    await activity.record(transaction, { ...act, kind: 'pin.revoked', result: 'ok' });
  });
}
