import { setImmediate } from 'node:timers/promises';
import { sortNameOf } from '../clients/client.store.ts';
import type { Queryable } from '../db/database.ts';
import type { ClientImportStore } from './client-import.store.ts';
import type { ImportMapping } from './import-columns.ts';
import { type ClassifiedRow, classifyRows } from './classify-rows.ts';
import { ClientMatcher } from './client-matcher.ts';
import type { FileRow } from './read-csv.ts';
import { type ReadRow, readRow } from './read-row.ts';

/** Reads rows by the mapping of the columns, and classifies them against the practice's clients. */
export async function previewRows(
  { clientImports, database }: { clientImports: ClientImportStore; database: Queryable },
  practice: { id: string; phone: string | null },
  rows: readonly FileRow[],
  { columns, hasHeader }: ImportMapping,
): Promise<ClassifiedRow[]> {
  const read: { number: number; read: ReadRow | 'header' }[] = [];
  for (const [place, { number, cells }] of rows.entries()) {
    const header = hasHeader && place === 0;
    read.push({ number, read: header ? 'header' : readRow(cells, columns, practice.phone) });
    // Other requests run in between.
    if (place % 500 === 499) await setImmediate();
  }
  const wanted = read.flatMap(({ read }) => (read !== 'header' && read.values ? [read.values] : []));
  const keys = wanted.map(({ reference, firstName, lastName }) => ({
    reference,
    sortName: sortNameOf(firstName, lastName),
  }));
  return classifyRows(read, new ClientMatcher(await clientImports.listExisting(database, practice.id, keys)));
}
