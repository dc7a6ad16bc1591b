import { entities } from './entities.ts';
import { takeDataFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import type { Config } from '../lib/config.ts';
import { keptSecretKeys } from '../lib/secret-keys.ts';
import { createStores, type Stores } from './stores.ts';

/** The product without its server: database and stores, ready to use. */
export interface Application {
  stores: Stores;
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens what the configuration names and brings it up to date.
 *
 * @throws DataFolderTaken when another process works on the embedded database.
 */
export async function bootstrap(config: Config): Promise<Application> {
  const { databaseUrl, namedStatements, dataDir } = config;
  const release = databaseUrl ? () => {} : takeDataFolder(dataDir);
  const opened = await openDatabase(databaseUrl ? { url: databaseUrl, namedStatements } : { dataDir }, entities);
  const { database, embedded } = opened;
  const keys = config.secretKeys ?? keptSecretKeys(dataDir);
  const close = async () => {
    await opened.close();
    release();
  };
  return { stores: createStores(database, keys, config.sessions, config.webhooks), embedded, close };
}
