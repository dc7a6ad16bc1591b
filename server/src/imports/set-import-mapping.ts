import type { Database } from '../db/database.ts';
import { badInput, notFound } from '../lib/fault.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ClientImportStore } from './client-import.store.ts';
import type { ImportMapping } from './import-columns.ts';
import type { ImportRowStore } from './import-row.store.ts';
import { previewRows } from './preview-rows.ts';

/** Saved; or not saved, because someone else changed or started it first. */
export type MappingOutcome = { outcome: 'saved' } | { outcome: 'changed-meanwhile'; version: number };

/**
 * Changes the mapping of the columns, and classifies the rows again.
 *
 * @throws Fault BAD_USER_INPUT when two columns have the same field, NOT_FOUND when the practice has no such import.
 */
export async function setImportMapping(
  dependencies: {
    database: Database;
    clientImports: ClientImportStore;
    importRows: ImportRowStore;
    practices: PracticeStore;
  },
  { practiceId }: StaffSession,
  { importId, version, ...mapping }: ImportMapping & { importId: string; version: number },
): Promise<MappingOutcome> {
  const { database, clientImports, importRows, practices } = dependencies;
  const found = await clientImports.find(practiceId, importId);
  if (!found) throw notFound('import');
  if (mapping.columns.length !== found.columns.length) {
    throw badInput('columns', `This file has ${found.columns.length} columns. Say of each what it holds.`);
  }
  const chosen = mapping.columns.filter((field) => field !== null);
  if (new Set(chosen).size < chosen.length) throw badInput('columns', 'Two columns hold the same. Choose one of them.');

  const ref = { practiceId, importId };
  const { phone } = await practices.get(practiceId);
  const rows = await importRows.listAll(ref);
  const preview = await previewRows(dependencies, { id: practiceId, phone }, rows, mapping);
  const saved = await database.transaction(async (transaction) => {
    if (!(await clientImports.saveMapping(transaction, ref, version, mapping))) return false;
    await importRows.classify(transaction, ref, preview);
    return true;
  });
  return saved ? { outcome: 'saved' } : { outcome: 'changed-meanwhile', version: found.version };
}
