import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isInUse } from './database-unavailable.ts';
import { distribute, isDistributed } from './distribute.ts';
import { openDataSource } from './data-source.ts';

/** An arbitrary number that no other program's lock on this database is likely to have. */
const migrationLock = 7_061_727_368;

/** How often a migration is tried that meets a table in use, and the pause in between, in milliseconds. */
const tries = { most: 20, pause: 500 };

/** Brings the schema of a Postgres up to date, beside servers that work on it. */
export async function migrate(url: string): Promise<void> {
  await withoutTimeLimits(url, async (dataSource) => {
    await migrateUnderLock(dataSource);
    // A table that a migration added belongs beside the others.
    if (await isDistributed(dataSource)) await distribute(dataSource);
  });
}

/** Does what may take as long as it needs, and waits for no lock so long that others wait behind it. */
export async function withoutTimeLimits<Result>(
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

/** Several servers may start at once: one migrates, the others come back and find nothing left to do. */
async function migrateUnderLock(dataSource: DataSource): Promise<void> {
  while (!(await migrateIfFirst(dataSource))) await setTimeout(tries.pause);
}

async function migrateIfFirst(dataSource: DataSource): Promise<boolean> {
  // The lock lives as long as its transaction, so that it holds through a pooler and dies with its server.
  return dataSource.transaction(async (manager) => {
    // Nobody waits for it, and it has no parameter, which would keep its snapshot: an index that is built
    // concurrently waits for every statement and every snapshot there is.
    const [lock] = await manager.query<{ taken: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(${migrationLock}) AS taken`,
    );
    if (lock?.taken) await migrateWithRetries(dataSource);
    return lock?.taken ?? false;
  });
}

/**
 * Runs the migrations. Each is a transaction of its own, so that a repetition begins with the one that failed.
 *
 * @throws what Postgres says when a table was in use for half a minute.
 */
export async function migrateWithRetries(dataSource: Pick<DataSource, 'runMigrations'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await dataSource.runMigrations();
      return;
    } catch (error) {
      if (attempt === tries.most || !isInUse(error)) throw error;
      await setTimeout(tries.pause);
    }
  }
}
