import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { ClientBase, PoolConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Connection, connectionTo, serverLimits, setForSession } from './connection.ts';
import { migrations } from './migrations/migrations.ts';

/** A class that TypeORM maps to a table. */
export type Entity = new () => object;

/** Where the data is: a Postgres URL, or the embedded database. */
export type DatabaseLocation = { url: string; migrating?: boolean } | { embedded: PGlite };

/** How long a migration waits for a lock, in milliseconds: as long as it waits, others wait behind it. */
const migrationLockLimit = 1000;

/**
 * Opens a data source on Postgres or on the embedded database; both speak through the same driver.
 *
 * @param place.migrating for statements that may take as long as they need, such as those of migrations.
 * @param entities every table's; the composition root lists them, because this folder knows no slice.
 */
export async function openDataSource(place: DatabaseLocation, entities: readonly Entity[]): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    entities: [...entities],
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    // By default a condition on null or undefined matches the first row there is.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    ...('url' in place && { url: place.url }),
    extra: { ...poolFor(place), Client: Connection },
  };
  return new DataSource(options).initialize();
}

function poolFor(place: DatabaseLocation): PoolConfig {
  if ('embedded' in place)
    return { ...embeddedPool(place.embedded), max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 };
  const settings = place.migrating ? { lock_timeout: migrationLockLimit } : serverLimits;
  return {
    ...connectionTo(place.url),
    ...(place.migrating && { query_timeout: 0 }),
    onConnect: (client: ClientBase) => setForSession(client, settings),
    max: 10,
    idleTimeoutMillis: 30_000,
  };
}

/** A function of the class `PGlitePgConfig`: a spread keeps only its own fields, and all that pg needs are fields. */
const embeddedPool = (embedded: PGlite) => createPgConfig(embedded);
