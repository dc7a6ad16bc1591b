import { entities } from './entities.ts';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { takeDataFolder } from '../db/data-folder.ts';
import { type OpenDatabase, openDatabase } from '../db/open-database.ts';
import type { Config } from '../lib/config.ts';
import { keptSecretKeys } from '../lib/secret-keys.ts';
import { missingKey } from './readiness.ts';
import { createStores, type Stores } from './stores.ts';

const withoutNames =
  'the pooler in front of the database does not carry named statements, so each statement is parsed anew; PgBouncer carries them from 1.21 on';
const behindPooler =
  'a pooler stands in front of the database: time limits reach Postgres in transactions only, unless its role has them (README, "Behind a pooler")';

/** The database and the stores. */
export interface Application {
  stores: Stores;
  /** Which database it is, for the log; never its password. */
  database: string;
  /** The ids of the secret keys, the first of which signs. */
  keyIds: string[];
  close(): Promise<void>;
}

/**
 * Opens the configured database and migrates it.
 *
 * @throws DataFolderTaken when another process works on the embedded database.
 * @throws WrongSecretKey when a key is not the one that the database was used with.
 */
export async function bootstrap(config: Config, logger: Logger): Promise<Application> {
  const { databaseUrl, dataDir } = config;
  const release = databaseUrl ? () => {} : takeDataFolder(dataDir);
  let opened: OpenDatabase | undefined;
  const close = async () => {
    await opened?.close();
    release();
  };
  try {
    opened = await openDatabase(databaseUrl ? { url: databaseUrl } : { dataDir }, entities);
    const { database, between } = opened;
    if (!between.namedStatements) logger.warn(withoutNames);
    if (between.pooled) logger.info(behindPooler);
    const keys = config.secretKeys ?? keptSecretKeys(dataDir);
    const stores = createStores(database, keys, config.sessions, config.webhooks);
    for (const keyId of await stores.secretKeyCheck.remember()) logger.warn({ keyId }, missingKey);
    return { stores, database: nameOf(databaseUrl, database), keyIds: keys.map(({ id }) => id), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function nameOf(url: string | undefined, { dataSource }: Database): string {
  const { version } = dataSource.driver;
  if (!url) return `embedded Postgres ${version}`;
  const { host, pathname } = new URL(url);
  return `Postgres ${version} at ${host}${pathname}`;
}
