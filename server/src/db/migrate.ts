import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { distribute, isDistributed } from './distribute.ts';
import { openDataSource } from './data-source.ts';

/** An arbitrary number that no other program's lock on this database is likely to have. */
const migrationLock = 7_061_727_368;

/** SQLSTATE: a deadlock, and a lock that was not free for as long as it may be waited for. */
const busy = new Set(['40P01', '55P03']);

/** How often a migration is tried that meets a table in use, and the pause in between, in milliseconds. */
const tries = { most: 60, pause: 500 };

/** Brings the schema of a Postgres up to date, beside servers that work on it. */
export async function migrate(url: string): Promise<void> {
  await withoutLimits(url, async (dataSource) => {
    await migrateUnderLock(dataSource);
    // A table that a migration added belongs beside the others.
    if (await isDistributed(dataSource)) await distribute(dataSource);
  });
}

/** Does what may take as long as it needs, and waits for no lock so long that others wait behind it. */
export async function withoutLimits<Result>(
  url: string,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = await openDataSource({ url, migrating: true }, []);
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Several servers may start at once: one migrates, the others wait and find nothing left to do. */
async function migrateUnderLock(dataSource: DataSource): Promise<void> {
  // The lock lives as long as its transaction, so that it holds through a pooler and dies with its server.
  await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL lock_timeout = 0');
    await manager.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await runPatiently(dataSource);
  });
}

/** Each migration is a transaction of its own, so that a repetition begins with the one that failed. */
async function runPatiently(dataSource: DataSource): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await dataSource.runMigrations();
      return;
    } catch (error) {
      const { code } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string };
      if (attempt === tries.most || !busy.has(code ?? '')) throw error;
      await setTimeout(tries.pause);
    }
  }
}
