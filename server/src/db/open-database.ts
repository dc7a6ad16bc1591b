import type { PGlite } from '@electric-sql/pglite';
import { Database } from './database.ts';
import { type Entity, openDataSource } from './data-source.ts';
import { isDistributed } from './distribute.ts';
import { openEmbedded } from './embedded.ts';
import { type PoolerCheck, findPooler } from './find-pooler.ts';
import { HealthCheck } from './health-check.ts';
import { migrate } from './migrate.ts';
import { PipelinedPool } from './pipelined-pool.ts';

/** A database that is open, and what closes it. */
export interface OpenDatabase {
  database: Database;
  embedded: boolean;
  /** What stands between this server and Postgres. */
  between: PoolerCheck;
  close(): Promise<void>;
}

/**
 * Opens the database, real or embedded, and brings its schema up to date.
 *
 * @param place a Postgres address, or the folder of the embedded database; no folder means in memory, where an image
 * may say what it begins with.
 */
export async function openDatabase(
  place: { url: string } | { dataDir: string | undefined; image?: Blob },
  entities: readonly Entity[],
): Promise<OpenDatabase> {
  return 'url' in place ? openPostgres(place.url, entities) : openInFolder(place, entities);
}

async function openPostgres(url: string, entities: readonly Entity[]): Promise<OpenDatabase> {
  await migrate(url);
  const between = await findPooler(url);
  const dataSource = await openDataSource({ url }, entities);
  const distributed = await isDistributed(dataSource);
  // A pooler that does not carry names may not carry statements that are sent ahead of answers, either; and a
  // coordinator of Citus needs the values to plan a statement, which is planned once on those connections.
  const pipelined = between.namedStatements && !distributed ? { pipelined: pipelinedPools(url) } : {};
  const database = new Database(dataSource, { ...between, ...pipelined, healthCheck: new HealthCheck(url) });
  return { database, embedded: false, between, close: () => database.close() };
}

async function openInFolder(
  { dataDir, image }: { dataDir: string | undefined; image?: Blob },
  entities: readonly Entity[],
): Promise<OpenDatabase> {
  const pglite: PGlite = await openEmbedded(dataDir, image);
  const dataSource = await openDataSource({ embedded: pglite }, entities);
  await dataSource.runMigrations();
  const close = async () => {
    await dataSource.destroy();
    await pglite.close();
  };
  const between = { pooled: false, namedStatements: true };
  return { database: new Database(dataSource), embedded: true, between, close };
}

/**
 * Look-ups do best on few connections, where the next one is there when the last is done. Acts want more:
 * their commits wait for the disk, and those of several connections for the same write.
 */
const pipelinedPools = (url: string) => ({
  reads: new PipelinedPool(url, { connections: 2, statements: 32 }),
  writes: new PipelinedPool(url, { connections: 6, statements: 6 }),
});
