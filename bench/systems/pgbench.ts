import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { findPostgres } from '../../scripts/postgres.mjs';
import type { Cluster } from '../lib/cluster.ts';
import { idText, practices } from '../lib/facts.ts';
import { latencyOf } from '../lib/figures.ts';
import type { Measurement } from '../modes/compare.ts';
import type { Options, StepName } from '../options.ts';
import type { Statements } from './statements.ts';

/** So many sessions are looked up in turn. */
const sessions = 1000;

const program = () => [join(findPostgres() ?? '', 'pgbench'), '/usr/bin/pgbench'].find((file) => existsSync(file));

/** The same statements without any server: what this Postgres on this machine can do at most. */
export async function runPgbench(
  databaseUrl: string,
  {
    cluster,
    options,
    statements,
    say,
  }: { cluster: Cluster; options: Options; statements: Statements; say: (line: string) => void },
): Promise<Omit<Measurement, 'round'>[]> {
  const pgbench = program();
  if (!pgbench) {
    say('pgbench was not found: the physical limit is not measured');
    return [];
  }
  await cluster.with('run', (client) => openSessions(client, options.clients));
  const found: Omit<Measurement, 'round'>[] = [];
  for (const step of options.steps) {
    for (const concurrency of options.concurrency) {
      const script = scriptsFor(statements, Math.floor(options.clients / concurrency))[step];
      const before = { cpu: cluster.cpuSeconds(), wal: await cluster.walBytes() };
      const times = await run(pgbench, databaseUrl, script, concurrency, Math.ceil(options.seconds));
      const each = (total: number) => total / times.length;
      found.push({
        system: 'pgbench',
        step,
        concurrency,
        perSecond: times.length / Math.ceil(options.seconds),
        latencies: { cycle: latencyOf(times) },
        serverCpu: 0,
        postgresCpu: each((cluster.cpuSeconds() - before.cpu) * 1000),
        wal: each((await cluster.walBytes()) - before.wal),
      });
    }
  }
  return found;
}

/** Runs a script and gives the milliseconds of every transaction. */
async function run(
  pgbench: string,
  databaseUrl: string,
  script: string,
  clients: number,
  seconds: number,
): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-pgbench-'));
  const file = join(folder, 'script.sql');
  writeFileSync(file, script);
  const args = [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${clients}`,
    '--jobs=1',
    `--time=${seconds}`,
    `--file=${file}`,
  ];
  try {
    await promisify(execFile)(pgbench, [...args, '--log', `--log-prefix=${join(folder, 'log')}`, databaseUrl]);
    const lines = readdirSync(folder).filter((name) => name.startsWith('log'));
    return lines.flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => Number(line.split(' ')[2]) / 1000),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function openSessions(client: pg.Client, clients: number): Promise<void> {
  const owner = `n % ${clients}`;
  const rest = `'link', 'Chrome on Linux', now() + interval '30 minutes', now() + interval '12 hours'`;
  await client.query(`INSERT INTO session (practice_id, id, token_hash, portal_account_id, staff_member_id, method, device,
                                           idle_expires_at, expires_at)
    SELECT ${idText('practice', `${owner} % ${practices}`)}, gen_random_uuid(), sha256(int8send(-1 - n)),
           ${idText('account', owner)}, NULL::uuid, ${rest} FROM generate_series(0, ${sessions - 1}) n
    UNION ALL
    SELECT ${idText('practice', 'n')}, gen_random_uuid(), sha256(('staff ' || n)::bytea), NULL, ${idText('staff', 'n')}, ${rest}
      FROM generate_series(0, ${practices - 1}) n`);
}

const ids = ['request', 'link', 'mail', 'pin', 'session', 'one', 'two'];

/**
 * One script for each step. Every connection has clients of its own, as one person does not sign in twice at the same
 * moment. The job queue's own statements are left out; they are shared by many requests.
 */
function scriptsFor({ texts }: Statements, clientsEach: number): Record<StepName, string> {
  const id = (name: string) => `('90000000-0000-4000-8000-' || lpad(to_hex(:${name}::bigint), 12, '0'))::uuid`;
  const practice = idText('practice', ':p::int');
  const email = "('client' || :c::int || '@people.example')";
  const slug = "('practice-' || :p::int)";
  const say = (name: string, values: string[]) => {
    const text = texts.get(name);
    if (!text) throw new Error(`Porchlight was not seen running ${name}`);
    return `${text.replaceAll(/\$(\d+)/g, (_match, n: string) => `(${values[Number(n) - 1] ?? 'NULL'})`)};`;
  };
  const start = [
    `\\set c :client_id * ${clientsEach} + random(0, ${clientsEach - 1})`,
    `\\set p :c % ${practices}`,
    `\\set s random(0, ${sessions - 1})`,
    ...ids.map((name) => `\\set ${name} random(1, 200000000000000)`),
  ];
  const session = [id('session'), `sha256(int8send(:session::bigint))`, "'Chrome on Linux'::text", '30', '720'];
  const link = [
    say(
      'record-sign-in-request',
      [slug, id('request'), email].map((value) => `ARRAY[${value}]`),
    ),
    say('answer-sign-in-request', [practice, id('request'), id('link'), id('mail'), id('one')]),
    say('mail.claim', [practice, id('mail'), '25']),
    say('is-link-live', [practice, id('link')]),
    say('mail.mark-sent', [practice, id('mail'), "'sent'", "'smtp'", 'NULL::text']),
    say('redeem-link', [
      practice,
      id('link'),
      "'sign-in'",
      ...session,
      id('two'),
      'NULL::uuid',
      'NULL::uuid',
      'NULL::uuid',
    ]),
  ];
  const hash = 'sha256(int8send(:pin::bigint))';
  const staff = idText('staff', ':p::int');
  const pin = [
    say('find-staff-session', [practice, "sha256(('staff ' || :p::int)::bytea)"]),
    say('replace-pin', [practice, idText('access', ':c::int'), id('pin'), staff, "'b1'", hash, id('one')]),
    say('redeem-pin', [
      slug,
      email,
      "ARRAY['b1']",
      `ARRAY[${hash}]`,
      id('request'),
      ...session,
      'NULL::uuid',
      'NULL::uuid',
      id('two'),
    ]),
  ];
  // The practice of a session's account follows from its number, as in the seed.
  const me = [`\\set p :s % ${practices}`, say('find-portal-session', [practice, 'sha256(int8send(-1 - :s::bigint))'])];
  const page = [say('find-portal', [slug])];
  const script = (lines: string[]) => [...start, ...lines].join('\n');
  return { link: script(link), pin: script(pin), me: script(me), page: script(page) };
}
