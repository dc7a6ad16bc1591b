import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import type { Bench, Mode } from './mode.ts';
import { linkAndMe } from './two-servers.ts';

const port = 4995;
const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => existsSync(file));

/** The same with and without PgBouncer in transaction mode in between. */
export const poolerMode: Mode = {
  name: 'pooler',
  title: 'Through PgBouncer in transaction mode',
  async run(bench) {
    if (!program) {
      bench.say('NOT MEASURED: pgbouncer is not installed');
      return 'Not measured: PgBouncer was not installed.';
    }
    const databaseUrl = await bench.cluster.make('run', 'seeded_porchlight');
    const direct = await rowWith(bench, databaseUrl, {});
    const unnamed = await rowWith(bench, databaseUrl, { DATABASE_NAMED_STATEMENTS: 'off' });
    const pooler = await startPooler(bench);
    try {
      const pooled = await rowWith(bench, pooler.urlOf('run'), { DATABASE_NAMED_STATEMENTS: 'off' });
      return table(
        ['', 'link cycles per second', 'redeem p95, ms', 'look-ups per second', 'look-up p95, ms'],
        [
          ['straight to Postgres', ...direct],
          ['straight, with `DATABASE_NAMED_STATEMENTS=off`', ...unnamed],
          ['through PgBouncer, with `DATABASE_NAMED_STATEMENTS=off`', ...pooled],
        ],
      );
    } finally {
      await pooler.stop();
      await bench.cluster.drop('run');
    }
  },
};

async function rowWith(bench: Bench, databaseUrl: string, env: Record<string, string>): Promise<string[]> {
  const server = await startPorchlight(bench.load, { databaseUrl, port: 4901, env });
  try {
    return await linkAndMe(bench, [server]);
  } finally {
    await server.stop();
  }
}

async function startPooler({ cluster }: Bench) {
  const to = new URL(cluster.url);
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  const { hostname, username, password } = to;
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${to.port} user=${username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 10',
    'ignore_startup_parameters = extra_float_digits',
  ];
  writeFileSync(file, `${settings.join('\n')}\n`);
  // As root it runs as another account, which must be able to read this.
  chmodSync(folder, 0o755);
  const asRoot = process.getuid?.() === 0 ? ['--user=postgres'] : [];
  const child = spawn(program ?? '', ['--quiet', ...asRoot, file], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; !(await listens()) && tries < 100; tries += 1) await wait(50);
  const urlOf = (database: string) => `postgres://${username}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  };
  return { urlOf, stop };
}

const listens = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    setTimeout(() => socket.destroy(), 40);
  });
