import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ClientImportStore } from './client-import.store.ts';
import { decodeText } from './decode-text.ts';
import { guessMapping } from './import-columns.ts';
import { importPolicy } from './import-policy.ts';
import type { ImportRowStore } from './import-row.store.ts';
import { previewRows } from './preview-rows.ts';
import { readCsv } from './read-csv.ts';

/**
 * Stores an uploaded list of clients for review; nothing is imported yet.
 *
 * @returns the import's id.
 * @throws Fault BAD_USER_INPUT when the file cannot be read.
 */
export async function uploadImport(
  dependencies: {
    database: Database;
    clientImports: ClientImportStore;
    importRows: ImportRowStore;
    practices: PracticeStore;
    activity: ActivityStore;
  },
  staff: StaffSession,
  file: { name: string; bytes: Buffer },
): Promise<string> {
  const { database, clientImports, importRows, practices, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const rows = await readCsv(decodeText(file.bytes));
  const mapping = guessMapping(rows[0]?.cells ?? [], Math.max(...rows.slice(0, 50).map(({ cells }) => cells.length)));
  const people = rows.length - (mapping.hasHeader ? 1 : 0);
  if (people < 1) throw badInput('file', 'This file has no rows below the names of its columns.');
  if (people > importPolicy.maxRows) {
    throw badInput('file', `This file has more than ${importPolicy.maxRows} rows. Split it and import the parts.`);
  }

  const { phone } = await practices.get(practiceId);
  const preview = await previewRows(dependencies, { id: practiceId, phone }, rows, mapping);
  const importId = newId();
  const ref = { practiceId, importId };
  await database.transaction(async (transaction) => {
    const fileName = safeFileName(file.name);
    await clientImports.deleteOldest(transaction, practiceId);
    await clientImports.create(transaction, ref, { fileName, uploadedBy: staffMemberId, ...mapping });
    const act = { practiceId, id: newId(), staffMemberId, details: { importId, rows: people } };
    await activity.record(transaction, { ...act, kind: 'import.uploaded', result: 'ok' });
  });
  await importRows.add(
    ref,
    preview.map((row, n) => Object.assign(row, { cells: rows[n]?.cells ?? [] })),
  );
  await clientImports.setReady(ref);
  return importId;
}

/** Sanitizes the file's name for display. */
function safeFileName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...(plain.split(/[\\/]/).at(-1) ?? '')].slice(0, 100).join('') || 'clients.csv';
}
