import { setTimeout } from 'node:timers/promises';
import type { ActivityStore } from '../activity/activity.store.ts';
import { type ClientStore, sortNameOf } from '../clients/client.store.ts';
import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import { retryOnConflict } from '../db/retry-on-conflict.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { ClientImportStore, ImportRef } from './client-import.store.ts';
import { importPolicy } from './import-policy.ts';
import { importRow } from './import-row.ts';
import { ClientMatcher } from './known-clients.ts';
import { readRow } from './read-row.ts';

/** What an import works with. */
export interface RunImportDependencies {
  database: Database;
  clientImports: ClientImportStore;
  clients: ClientStore;
  portalAccesses: PortalAccessStore;
  practices: PracticeStore;
  activity: ActivityStore;
}

/**
 * Works on an import for a moment and queues the next job. A few rows at a time are imported and
 * marked in one transaction, so that whatever stops it on the way, every row is imported once.
 */
export async function runImport(dependencies: RunImportDependencies, ref: ImportRef): Promise<void> {
  const { database, clientImports, practices } = dependencies;
  const { phone } = await practices.get(ref.practiceId);
  const until = performance.now() + importPolicy.jobMs;
  do {
    const more = await oncePerConflict(() =>
      database.transaction((transaction) => importSome(dependencies, transaction, ref, phone)),
    );
    if (!more) return;
    // Whoever signs in meanwhile goes first.
    await setTimeout(importPolicy.breatheMs);
  } while (performance.now() < until);
  await clientImports.queue(database, ref);
}

/** Somebody may add the same reference or access at the same moment; the next look finds theirs. */
const oncePerConflict = <Result>(act: () => Promise<Result>): Promise<Result> =>
  retryOnConflict('client_reference', () => retryOnConflict('portal_access_once', act));

/** @returns whether there may be more to do. */
async function importSome(
  dependencies: RunImportDependencies,
  transaction: Transaction,
  ref: ImportRef,
  practicePhone: string | null,
): Promise<boolean> {
  const { clientImports } = dependencies;
  const turn = await clientImports.takeTurn(transaction, ref);
  if (!turn) return false;
  const rows = await clientImports.waitingRows(transaction, ref);
  if (rows.length === 0) {
    await clientImports.finish(transaction, ref);
    return false;
  }
  const read = rows.map((row) => ({ row, values: readRow(row.cells, turn.columns, practicePhone).values }));
  const keys = read.flatMap(({ values }) =>
    values ? [{ reference: values.reference, sortName: sortNameOf(values.firstName, values.lastName) }] : [],
  );
  // Looked up anew: the practice went on working since the rows were looked at.
  const known = new ClientMatcher(await clientImports.knownClients(transaction, ref.practiceId, keys));
  for (const { row, values } of read) {
    const settled = values
      ? await importRow(dependencies, transaction, turn, known, { verdict: row.verdict, values })
      : ({ outcome: 'left-out' } as const);
    await clientImports.settleRow(transaction, ref.practiceId, row.id, settled);
  }
  return true;
}
