import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from './migrations/migrations.ts';

/** A class that TypeORM maps to a table. */
export type Entity = new () => object;

/** Where the data is: a Postgres by its address, or the embedded one. */
export type Place = { url: string } | { embedded: PGlite };

/** How long, in milliseconds, a request waits for a free connection before it hears that it should come back. */
export const waitForConnection = 3000;

/**
 * Opens a data source on Postgres or on the embedded database; both speak through the same driver.
 *
 * @param entities every table's; the composition root lists them, because this folder knows no slice.
 */
export async function openDataSource(place: Place, entities: readonly Entity[]): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    entities: [...entities],
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    // By default a condition on null or undefined matches the first row there is.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    ...('url' in place
      ? { url: place.url, extra: { max: 10, connectionTimeoutMillis: waitForConnection, idleTimeoutMillis: 30_000 } }
      : { extra: { ...embeddedPool(place.embedded), max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 } }),
  };
  return new DataSource(options).initialize();
}

/** A function of the class `PGlitePgConfig`: a spread keeps only its own fields, and all that pg needs are fields. */
const embeddedPool = (embedded: PGlite) => createPgConfig(embedded);
