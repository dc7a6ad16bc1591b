// node scripts/postgres.mjs: a temporary Postgres until Ctrl-C, for tests and experiments.
import './lib/need-node.cjs';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './lib/free-port.mjs';

/** Settings for speed: data is lost when the machine loses power, but not when Postgres is killed. */
export const testSettings = { fsync: 'off', full_page_writes: 'off', max_connections: 400 };

/**
 * Runs the work with a temporary Postgres and removes it afterwards, also when the work throws.
 *
 * @template T
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres(work) {
  const postgres = await startPostgres();
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/**
 * The newest Postgres installed on this machine.
 *
 * @returns {string | undefined} the folder of its programs
 */
export function findPostgres() {
  return [...installedByDebian(), ...toldByPostgres(), ...(process.env['PATH'] ?? '').split(delimiter)].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/**
 * Starts a new, empty Postgres on a free port of this machine, in a folder of its own.
 *
 * @param {Record<string, string | number>} [own] settings on top of Postgres' own, which keep what was committed
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres(own = {}) {
  const programs = findPostgres();
  if (!programs) throw new Error('No Postgres was found on this machine.');
  const owner = unprivileged();
  // The other account may not be allowed to read root's folder for temporary files.
  const folder = mkdtempSync(join(owner ? '/tmp' : tmpdir(), 'porchlight-postgres-'));
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const each of [folder, passwordFile]) chownSync(each, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const remove = () => rmSync(folder, { recursive: true, force: true });

  // The C locale also makes the log English, so that the line that says "ready" can be found.
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...owner, cwd: folder, env: environment };
  const data = join(folder, 'data');
  const port = await freePort();
  try {
    const init = ['--pgdata', data, '--username=porchlight', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    execFileSync(join(programs, 'initdb'), [...init, '--encoding=UTF8', '--no-locale', '--no-sync'], {
      ...options,
      stdio: 'pipe',
    });
    const place = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder };
    const settings = { ...place, max_connections: 200, ...own };
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const gone = new Promise((resolve) => server.once('exit', resolve));
    await ready(server);
    const stop = async () => {
      // Postgres takes SIGINT as "end every connection and shut down".
      server.kill('SIGINT');
      await gone;
      remove();
    };
    return { url: `postgres://porchlight:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} server
 * @returns {Promise<void>}
 */
function ready(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      if (log.length < 100_000) log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`Postgres did not start:\n${log}`)));
  });
}

/** The account that runs Postgres when this process is root, because Postgres refuses to run as root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
      if (uid && gid) return { uid, gid };
    } catch {
      // There is no such account: the next one.
    }
  }
  throw new Error('Postgres cannot run as root, and there is no account "postgres" or "nobody" to run it as.');
}

function installedByDebian() {
  const folder = '/usr/lib/postgresql';
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(folder, version, 'bin'));
}

function toldByPostgres() {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()];
  } catch {
    return [];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const postgres = await startPostgres(testSettings);
  console.log(postgres.url);
  await new Promise((resolve) => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.once(signal, resolve)));
  await postgres.stop();
}
