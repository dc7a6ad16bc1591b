import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ClientStore } from './client.store.ts';
import type { PortalAccessStore } from './portal-access.store.ts';
import type { VoidCredentials } from './void-credentials.ts';

/**
 * Archives a client, or brings one back. Everyone with access to an archived client is signed out, and
 * their links and PINs are void. People with access to other clients can ask for a new link.
 *
 * @throws Fault NOT_FOUND when the practice has no such client.
 */
export async function archiveClient(
  dependencies: {
    database: Database;
    clients: ClientStore;
    portalAccesses: PortalAccessStore;
    activity: ActivityStore;
    voidCredentials: VoidCredentials;
  },
  staff: StaffSession,
  { clientId, archived }: { clientId: string; archived: boolean },
): Promise<void> {
  const { database, clients, portalAccesses, activity, voidCredentials } = dependencies;
  const { practiceId, staffMemberId } = staff;
  if (!(await clients.find(practiceId, [clientId])).has(clientId)) throw notFound('client');
  const accesses = await portalAccesses.listOfClients(practiceId, [clientId]);
  await database.transaction(async (transaction) => {
    if (!(await clients.setArchived(transaction, practiceId, clientId, archived))) return;
    for (const { portalAccountId } of archived ? accesses : []) {
      await voidCredentials(transaction, practiceId, portalAccountId, 'client-archived');
    }
    const kind = archived ? 'client.archived' : 'client.restored';
    await activity.record(transaction, { practiceId, id: newId(), staffMemberId, clientId, kind, result: 'ok' });
  });
}
