import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { cpuSecondsOf } from './processes.ts';

/**
 * Postgres' own settings of durability stay. A checkpoint falls into no turn: it would slow down whoever's turn it is,
 * and fill the write-ahead log with whole pages.
 */
const settings = {
  shared_preload_libraries: 'pg_stat_statements',
  checkpoint_timeout: '1h',
  max_wal_size: '32GB',
};

/** A throw-away Postgres, and what can be asked of it. */
export class BenchPostgres {
  readonly #url: string;
  readonly #admin: pg.Client;
  readonly #pid: number;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, admin: pg.Client, pid: number, stop: () => Promise<void>) {
    this.#url = url;
    this.#admin = admin;
    this.#pid = pid;
    this.#stop = stop;
  }

  static async start(): Promise<BenchPostgres> {
    const { url, stop } = await startPostgres(settings);
    const admin = new pg.Client(url);
    await admin.connect();
    await admin.query('CREATE EXTENSION pg_stat_statements');
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
    );
    return new BenchPostgres(url, admin, rows[0]?.pid ?? 0, stop);
  }

  /** Makes an empty database and gives its address. */
  async createDatabase(name: string): Promise<string> {
    await this.#admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** How much was ever written to the write-ahead log, in bytes. */
  async walBytes(): Promise<number> {
    const { rows } = await this.#admin.query<{ bytes: string }>(
      `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`,
    );
    return Number(rows[0]?.bytes);
  }

  /** How many statements were ever run in the other databases; BEGIN and COMMIT are statements, too. */
  async statements(): Promise<number> {
    const { rows } = await this.#admin.query<{ calls: string }>(
      `SELECT sum(calls) AS calls FROM pg_stat_statements JOIN pg_database ON oid = dbid WHERE datname <> current_database()`,
    );
    return Number(rows[0]?.calls);
  }

  /** Processor time of all its processes so far, ended ones included. */
  cpuSeconds(): number {
    return cpuSecondsOf(this.#pid);
  }

  async version(): Promise<string> {
    const { rows } = await this.#admin.query<{ version: string }>(
      `SELECT current_setting('server_version') AS version`,
    );
    return rows[0]?.version ?? '';
  }

  async stop(): Promise<void> {
    await this.#admin.end();
    await this.#stop();
  }
}

/** Connects for as long as the work takes. */
export async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
