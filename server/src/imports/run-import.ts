import { setTimeout } from 'node:timers/promises';
import type { ActivityStore } from '../activity/activity.store.ts';
import { type ClientStore, sortNameOf } from '../clients/client.store.ts';
import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import type { PortalAccountStore } from '../clients/portal-account.store.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { retryOnConflict } from '../db/retry-on-conflict.ts';
import { newId } from '../lib/ids.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { ClientImport } from './client-import.ts';
import type { ClientImportStore, ImportRef } from './client-import.store.ts';
import { ClientMatcher } from './client-matcher.ts';
import { importPolicy } from './import-policy.ts';
import type { ImportRowStore } from './import-row.store.ts';
import { type ImportPlan, planRows } from './plan-rows.ts';
import { readRow } from './read-row.ts';

/** The dependencies of a running import. */
export interface RunImportDependencies {
  database: Database;
  clientImports: ClientImportStore;
  importRows: ImportRowStore;
  clients: ClientStore;
  portalAccesses: PortalAccessStore;
  portalAccounts: PortalAccountStore;
  practices: PracticeStore;
  activity: ActivityStore;
}

/**
 * Works on a claimed import for some seconds or until it is done. A chunk of rows is imported and settled in one
 * transaction, so that every row is imported once, also when the server dies. A row that the database refuses is
 * marked with a problem.
 *
 * @param turnMs how long, in milliseconds.
 */
export async function runImport(
  dependencies: RunImportDependencies,
  ref: ImportRef,
  turnMs: number = importPolicy.turnMs,
): Promise<void> {
  const { clientImports, importRows, practices } = dependencies;
  const { phone } = await practices.get(ref.practiceId);
  const until = performance.now() + turnMs;
  let after = 0;
  let size: number = importPolicy.rowsAtOnce;
  while (performance.now() < until) {
    try {
      const last = await retryConflicts(() => importChunk(dependencies, ref, phone, { after, size }));
      if (last === undefined) return;
      after = last;
      size = Math.min(size * 2, importPolicy.rowsAtOnce);
    } catch (error) {
      if (error instanceof ChangedMeanwhile) continue;
      if (!isFaultOfRows(error)) throw error;
      if (size === 1) await importRows.refuseNext(ref, after);
      size = Math.max(1, Math.floor(size / 2));
    }
    // Lets sign-ins run first.
    await setTimeout(importPolicy.pauseMs);
  }
  await clientImports.release(ref);
}

/** Thrown when a client was changed after the chunk had read it; the next try reads it again. */
class ChangedMeanwhile extends Error {}

/** Another transaction may add the same reference or access at the same moment; the next try finds it. */
const retryConflicts = <Result>(act: () => Promise<Result>): Promise<Result> =>
  retryOnConflict('client_reference', () => retryOnConflict('portal_access_once', act));

/** Whether the rows are the reason, and not the database's state: SQLSTATE classes 22 and 23, or none. */
function isFaultOfRows(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return !isDatabaseUnavailable(error) && (typeof code !== 'string' || /^2[23]/.test(code));
}

/** @returns the number of the last row that was imported; undefined when the import is over. */
async function importChunk(
  dependencies: RunImportDependencies,
  ref: ImportRef,
  practicePhone: string | null,
  chunk: { after: number; size: number },
): Promise<number | undefined> {
  const { database, clientImports, importRows } = dependencies;
  return database.transaction(async (transaction) => {
    const confirmed = await clientImports.lock(transaction, ref);
    if (!confirmed) return undefined;
    const rows = await importRows.listWaiting(transaction, ref, chunk);
    if (rows.length === 0) {
      await clientImports.finish(transaction, ref);
      return undefined;
    }
    const read = rows.map((row) => ({ row, values: readRow(row.cells, confirmed.columns, practicePhone).values }));
    const keys = read.flatMap(({ values }) =>
      values ? [{ reference: values.reference, sortName: sortNameOf(values.firstName, values.lastName) }] : [],
    );
    // Read again, because clients may have changed since the preview.
    const matcher = new ClientMatcher(await clientImports.listExisting(transaction, ref.practiceId, keys));
    await writePlan(dependencies, transaction, confirmed, planRows(read, matcher, confirmed.existing));
    return rows.at(-1)?.number;
  });
}

async function writePlan(
  { clients, portalAccesses, portalAccounts, activity, importRows }: RunImportDependencies,
  transaction: Transaction,
  { practiceId, id: importId, confirmedBy, uploadedBy }: ClientImport,
  plan: ImportPlan,
): Promise<void> {
  const emails = plan.accesses.map(({ email }) => email);
  const accounts = await portalAccounts.findOrCreateMany(transaction, practiceId, emails);
  const accountOf = (email: string) => {
    const portalAccountId = accounts.get(email);
    if (!portalAccountId) throw new Error('an account that was just made is gone');
    return portalAccountId;
  };
  await clients.createMany(transaction, practiceId, plan.created);
  const changed = await clients.updateMany(transaction, practiceId, [...plan.changed]);
  if (changed < plan.changed.size) throw new ChangedMeanwhile();
  const accesses = plan.accesses.map(({ email, ...access }) => ({ ...access, portalAccountId: accountOf(email) }));
  await portalAccesses.addMany(transaction, practiceId, accesses);
  const acts = plan.acts.map(({ kind, clientId, email, details }) => ({
    id: newId(),
    kind,
    result: 'ok',
    staffMemberId: confirmedBy ?? uploadedBy,
    clientId,
    ...(email !== undefined && { portalAccountId: accountOf(email) }),
    details: { ...details, importId },
  }));
  await activity.recordMany(transaction, practiceId, acts);
  await importRows.settle(transaction, practiceId, plan.results);
}
