import type { PGlite } from '@electric-sql/pglite';
import { Database, type PostgresParts } from './database.ts';
import { type Entity, openDataSource } from './data-source.ts';
import { openEmbedded } from './embedded.ts';
import { HealthCheck } from './health-check.ts';
import { migrate } from './migrate.ts';
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
    await migrate(place.url, entities);
    const dataSource = await openDataSource({ url: place.url }, entities);
    const database = new Database(dataSource, postgresParts(place.url, place.namedStatements));
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
const postgresParts = (url: string, namedStatements = true): PostgresParts => ({
  namedStatements,
  pooled: false,
  // Such a pooler may not carry statements that are sent ahead of answers, either.
  ...(namedStatements && {
    pipelined: {
      reads: new PipelinedPool(url, { connections: 2, statements: 32 }),
      writes: new PipelinedPool(url, { connections: 6, statements: 6 }),
    },
  }),
  healthCheck: new HealthCheck(url),
});
