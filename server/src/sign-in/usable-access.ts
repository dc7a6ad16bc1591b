import type { PortalAccess, PortalAccessStore } from '../clients/portal-access.store.ts';
import { badInput, notFound } from '../lib/fault.ts';

/**
 * Finds an access that can be used to sign in.
 *
 * @throws Fault NOT_FOUND when this practice has none by this id, BAD_USER_INPUT when it is off or its client archived.
 */
export async function usableAccess(
  portalAccesses: PortalAccessStore,
  practiceId: string,
  portalAccessId: string,
): Promise<PortalAccess> {
  const access = await portalAccesses.find(practiceId, portalAccessId);
  if (!access) throw notFound('portal access');
  if (access.clientArchived) throw badInput('portalAccessId', 'This client is archived. Restore the client first.');
  if (!access.active) throw badInput('portalAccessId', 'Portal access is off for this address. Switch it on first.');
  return access;
}
