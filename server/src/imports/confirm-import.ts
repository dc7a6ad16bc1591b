import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ExistingChoice, RowCount } from './client-import.ts';
import type { ClientImportStore } from './client-import.store.ts';
import { missingColumns } from './import-columns.ts';
import type { ImportRowStore } from './import-row.store.ts';

/** Why an import was not started. */
export type ImportRefusal = 'columns-missing' | 'problems-left' | 'nothing-to-import' | 'another-under-way';

/** Started (or running already), refused, or changed by someone else since it was read. */
export type ConfirmOutcome =
  | { outcome: 'started' }
  | { outcome: 'refused'; reason: ImportRefusal }
  | { outcome: 'changed-meanwhile'; version: number };

/**
 * Starts an import. A second confirmation changes nothing.
 *
 * @throws Fault NOT_FOUND when the practice has no such import.
 */
export async function confirmImport(
  dependencies: {
    database: Database;
    clientImports: ClientImportStore;
    importRows: ImportRowStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  confirmed: { importId: string; version: number; existing: ExistingChoice; leaveOutProblems: boolean },
): Promise<ConfirmOutcome> {
  const { database, clientImports, importRows, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const { importId, version, existing, leaveOutProblems } = confirmed;
  const ref = { practiceId, importId };
  const found = await clientImports.find(practiceId, importId);
  if (!found || found.state === 'reading') throw notFound('import');
  if (found.state !== 'ready') return { outcome: 'started' };
  if (missingColumns(found)) return { outcome: 'refused', reason: 'columns-missing' };
  const counts = await importRows.count(ref);
  if (rowsWith(counts, ['problem']) > 0 && !leaveOutProblems) return { outcome: 'refused', reason: 'problems-left' };
  const wanted = rowsWith(counts, existing === 'update' ? ['new', 'address', 'existing'] : ['new', 'address']);
  if (wanted === 0) return { outcome: 'refused', reason: 'nothing-to-import' };

  try {
    const started = await database.transaction(async (transaction) => {
      if (!(await clientImports.start(transaction, ref, { version, existing, staffMemberId }))) return false;
      await importRows.leaveOut(transaction, ref);
      const act = { practiceId, id: newId(), staffMemberId, details: { importId, existing, rows: wanted } };
      await activity.record(transaction, { ...act, kind: 'import.started', result: 'ok' });
      return true;
    });
    if (started) return { outcome: 'started' };
  } catch (error) {
    if (!isUniqueViolation(error, 'client_import_running')) throw error;
    return { outcome: 'refused', reason: 'another-under-way' };
  }
  const now = await clientImports.find(practiceId, importId);
  if (now && now.state !== 'ready') return { outcome: 'started' };
  return { outcome: 'changed-meanwhile', version: now?.version ?? version };
}

const rowsWith = (counts: readonly RowCount[], statuses: readonly RowCount['status'][]): number =>
  counts.filter(({ status }) => statuses.includes(status)).reduce((sum, { count }) => sum + count, 0);
