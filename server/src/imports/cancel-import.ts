import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ClientImportStore } from './client-import.store.ts';
import type { ImportRowStore } from './import-row.store.ts';

/**
 * Discards an upload, or stops a running import; the clients that it has created stay.
 *
 * @throws Fault NOT_FOUND when the practice has no such import.
 */
export async function cancelImport(
  dependencies: {
    database: Database;
    clientImports: ClientImportStore;
    importRows: ImportRowStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  importId: string,
): Promise<void> {
  const { database, clientImports, importRows, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const found = await clientImports.find(practiceId, importId);
  if (!found || found.state === 'reading') throw notFound('import');
  const ref = { practiceId, importId };
  await database.transaction(async (transaction) => {
    const cancelled = await clientImports.cancel(transaction, ref);
    if (!cancelled) return;
    if (cancelled.started) await importRows.cancel(transaction, ref);
    else await importRows.remove(transaction, ref);
    const act = { practiceId, id: newId(), staffMemberId, details: { importId } };
    await activity.record(transaction, { ...act, kind: 'import.cancelled', result: 'ok' });
  });
}
