import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { newMigratedDatabase } from './migrated-database.ts';
import { onExit } from './on-exit.ts';
import { openTestProduct, testKeys, type TestProduct } from './product.ts';
import { ServerProcess } from './server-process.ts';

type Environment = Record<string, string>;

/** Servers with one database and one data folder, and a product in this process to prepare and to check with. */
export interface ServerGroup {
  /** On the same database, without jobs of its own; it reads the mailbox that the servers share. */
  product: TestProduct;
  /** The URL of the database. */
  url: string;
  /** What its servers share of their configuration. */
  environment: Environment;
  /** Starts a server in this group, with more configuration than what they share. */
  startServer(environment?: Environment): Promise<ServerProcess>;
  close(): Promise<void>;
}

/** Two servers on one database of their own. */
export interface TwoServers extends ServerGroup {
  servers: [ServerProcess, ServerProcess];
}

/** Opens a group without servers, on a new database of the Postgres that TEST_DATABASE_URL names. */
export async function openServerGroup(): Promise<ServerGroup> {
  const url = await newMigratedDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-servers-'));
  const product = await openTestProduct({ DATA_DIR: dataDir, JOBS: 'off' }, url);
  const environment = { DATABASE_URL: url, DATA_DIR: dataDir, SECRET_KEYS: testKeysText };
  const started: ServerProcess[] = [];
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  const cancelRemoval = onExit(removeData);
  return {
    product,
    url,
    environment,
    async startServer(more = {}) {
      const server = await ServerProcess.start({ ...environment, ...more });
      started.push(server);
      return server;
    },
    async close() {
      await Promise.all(started.map((server) => server.stop()));
      await product.close();
      cancelRemoval();
      removeData();
    },
  };
}

const shared = new Map<string, Promise<TwoServers>>();

/**
 * Two servers that the test files of this process with the same configuration share, each with practices of its own.
 * They end with the process.
 *
 * @param environment configuration of both.
 */
export function sharedServers(environment: Environment = {}): Promise<TwoServers> {
  const key = JSON.stringify(environment);
  const two = shared.get(key) ?? openTwoServers([environment, environment]);
  shared.set(key, two);
  return two;
}

/**
 * Starts two servers on a database of their own.
 *
 * @param environments configuration of either, on top of what they share.
 */
export async function openTwoServers(environments: [Environment, Environment]): Promise<TwoServers> {
  const group = await openServerGroup();
  const servers = await Promise.all(environments.map((environment) => group.startServer(environment)));
  return { ...group, servers: servers as [ServerProcess, ServerProcess] };
}

/** A new, empty database without migrations. @returns its URL */
export async function newDatabase(): Promise<string> {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set');
  const name = `porchlight_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

const testKeysText = testKeys.map(({ id, bytes }) => `${id}:${bytes.toString('base64')}`).join(',');
