import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { cpuSecondsOf } from './processes.ts';

/** A throw-away Postgres with its own settings of durability, and what can be asked of it. */
export class Cluster {
  readonly url: string;
  readonly #admin: pg.Client;
  readonly #postmaster: number;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, admin: pg.Client, postmaster: number, stop: () => Promise<void>) {
    this.url = url;
    this.#admin = admin;
    this.#postmaster = postmaster;
    this.#stop = stop;
  }

  static async start(): Promise<Cluster> {
    const { url, stop } = await startPostgres();
    const admin = new pg.Client(url);
    await admin.connect();
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
    );
    return new Cluster(url, admin, rows[0]?.pid ?? 0, stop);
  }

  get pid(): number {
    return this.#postmaster;
  }

  /** The address of one of its databases. */
  urlOf(database: string): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Makes a database, from a seeded one if so told; an older one of the name goes. */
  async make(database: string, template?: string): Promise<string> {
    await this.drop(database);
    await this.#admin.query(`CREATE DATABASE ${database} ${template ? `TEMPLATE ${template}` : ''}`);
    return this.urlOf(database);
  }

  /** Makes a copy, and gives its name. */
  async copy(database: string, template: string): Promise<string> {
    await this.make(database, template);
    return database;
  }

  async drop(database: string): Promise<void> {
    await this.#admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }

  async with<Result>(database: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client(this.urlOf(database));
    // A database that is dropped takes its connections along.
    client.on('error', () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async checkpoint(): Promise<void> {
    await this.#admin.query('CHECKPOINT');
  }

  /** How much was ever written to the write-ahead log, in bytes. */
  async walBytes(): Promise<number> {
    const { rows } = await this.#admin.query<{ bytes: string }>(
      `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS bytes`,
    );
    return Number(rows[0]?.bytes);
  }

  /** Processor time of all its processes so far, ended ones included. */
  cpuSeconds(): number {
    return cpuSecondsOf(this.#postmaster);
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
