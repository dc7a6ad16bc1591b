import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { productNode } from '../../scripts/lib/need-node.cjs';
import { signInStaff } from './staff.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'server/dist/main.js');
const logFile = join(root, 'e2e/test-results/product.log');
const secondsToStart = 60;

/**
 * Starts the built product for a run of the flows, on a new database of TEST_DATABASE_URL's server
 * or else on the embedded one, signs its staff in, and sets the environment variables
 * PORCHLIGHT_ORIGIN, PORCHLIGHT_DATABASE_URL and PORCHLIGHT_STAFF_SESSIONS.
 *
 * @returns a function that stops it and removes its data.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  if (!existsSync(main)) throw new Error('The product is not built: run npm run build.');
  const database = await newDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-e2e-'));
  const origin = `http://localhost:${await freePort()}`;
  const log = keepLog();

  const { PATH, HOME } = process.env;
  const product = spawn(productNode(), ['--enable-source-maps', main], {
    cwd: root,
    env: {
      PATH,
      HOME,
      HOST: '127.0.0.1',
      PORT: new URL(origin).port,
      DATA_DIR: dataDir,
      // Every test comes from an address of its own, as people do, and shares no budget with another.
      TRUSTED_PROXIES: '127.0.0.1',
      // The tests themselves are the other systems that hear of things.
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
      ...(database && { DATABASE_URL: database.url }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  product.stdout.pipe(log);
  product.stderr.pipe(log);
  const gone = new Promise((resolve) => product.once('exit', resolve));

  const stop = async () => {
    product.kill('SIGTERM');
    await gone;
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(origin, product);
    process.env['PORCHLIGHT_STAFF_SESSIONS'] = JSON.stringify(await signInStaff(origin));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env['PORCHLIGHT_ORIGIN'] = origin;
  if (database) process.env['PORCHLIGHT_DATABASE_URL'] = database.url;
  return stop;
}

function keepLog() {
  mkdirSync(dirname(logFile), { recursive: true });
  return createWriteStream(logFile);
}

async function ready(origin: string, product: { exitCode: number | null }): Promise<void> {
  const giveUp = Date.now() + secondsToStart * 1000;
  while (Date.now() < giveUp) {
    if (product.exitCode !== null) throw new Error(`The product ended at once: see ${logFile}.`);
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The product was not ready after ${secondsToStart} seconds: see ${logFile}.`);
}

async function newDatabase() {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return undefined;
  const name = `porchlight_e2e_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await run(server, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
