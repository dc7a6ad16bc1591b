import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePort } from './server-process.ts';

/** Where PgBouncer is on this machine; undefined where it is not. */
export const pgbouncer = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find((file) =>
  existsSync(file),
);

/** A PgBouncer in transaction mode in front of a database. */
export interface Pooler {
  /** The database's address, through it. */
  url: string;
  stop(): Promise<void>;
}

/** @param settings lines of its configuration on top of what it needs. */
export async function startPooler(url: string, ...settings: string[]): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const own = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${own}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 10',
    ...settings,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  // As root it runs as another account, which must be able to read this.
  chmodSync(folder, 0o755);
  const asRoot = process.getuid?.() === 0 ? ['--user=postgres'] : [];
  const child = spawn(pgbouncer ?? 'pgbouncer', ['--quiet', ...asRoot, file], { stdio: 'ignore' });
  await vi.waitFor(() => listensOn(own), { timeout: 10_000 });
  return {
    url: `postgres://${username}@127.0.0.1:${own}${pathname}`,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}

async function listensOn(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}
