import type { PGlite } from '@electric-sql/pglite';
import type { DataSource } from 'typeorm';
import { Database, type Shared } from './database.ts';
import { type Entity, openDataSource, waitForConnection } from './data-source.ts';
import { distribute, isDistributed } from './distribute.ts';
import { openEmbedded } from './embedded.ts';
import { PipelinedPool } from './pipelined-pool.ts';

/** A database that is open, and what closes it. */
export interface OpenDatabase {
  database: Database;
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database, real or embedded, and brings its schema up to date.
 *
 * @param place a Postgres address, or the folder of the embedded database; no folder means in memory, where an image
 * may say what it begins with.
 */
export async function openDatabase(
  place: { url: string; namedStatements?: boolean } | { dataDir: string | undefined; image?: Blob },
  entities: readonly Entity[],
): Promise<OpenDatabase> {
  if ('url' in place) {
    const dataSource = await openDataSource({ url: place.url }, entities);
    await migrateUnderLock(dataSource);
    // A table that a migration added belongs beside the others.
    if (await isDistributed(dataSource)) await distribute(dataSource);
    // Such a pooler may not carry statements that are sent ahead of answers, either.
    const shared = place.namedStatements === false ? undefined : sharedConnections(place.url);
    const database = new Database(dataSource, place.namedStatements, shared);
    return { database, embedded: false, close: () => database.close() };
  }
  const pglite: PGlite = await openEmbedded(place.dataDir, place.image);
  const dataSource = await openDataSource({ embedded: pglite }, entities);
  await dataSource.runMigrations();
  const close = async () => {
    await dataSource.destroy();
    await pglite.close();
  };
  return { database: new Database(dataSource), embedded: true, close };
}

/**
 * Look-ups do best on few connections, where the next one is there when the last is done. Acts want more:
 * their commits wait for the disk, and those of several connections for the same write.
 */
const sharedConnections = (url: string): Shared => ({
  reads: new PipelinedPool(url, waitForConnection, { connections: 2, statements: 32 }),
  writes: new PipelinedPool(url, waitForConnection, { connections: 6, statements: 6 }),
});

/** An arbitrary number that no other program's lock on this database is likely to have. */
const migrationLock = 7_061_727_368;

/** Several servers may start at once: one migrates, the others wait and find nothing left to do. */
async function migrateUnderLock(dataSource: DataSource): Promise<void> {
  // The lock lives as long as its transaction, so that it holds through a pooler and dies with its server.
  await dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await dataSource.runMigrations();
  });
}
