import pg from 'pg';
import { Connection, connectionTo } from './connection.ts';

/** How long, in milliseconds, connecting may take, and then the answer. */
const patience = 2000;

/** Said when the database takes no writes, as a standby does. */
class DatabaseReadOnly extends Error {
  /** As Postgres says it of a write. */
  readonly code = '25006';
  constructor() {
    super('the database takes no writes');
  }
}

/** Asks a Postgres whether it answers, over a connection of its own: what keeps the pool busy says nothing about that. */
export class HealthCheck {
  readonly #pool: pg.Pool;
  #underWay: Promise<void> | undefined;

  constructor(url: string) {
    const limits = { connectionTimeoutMillis: patience, query_timeout: patience };
    this.#pool = new pg.Pool({ ...connectionTo(url), ...limits, Client: Connection, max: 1 });
    this.#pool.on('error', () => undefined);
  }

  /**
   * However many ask at once, the database is asked once.
   *
   * @throws DatabaseReadOnly, or what keeps it from answering.
   */
  ping(): Promise<void> {
    this.#underWay ??= this.#ask().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #ask(): Promise<void> {
    const client = await this.#pool.connect();
    let fault: Error | undefined;
    try {
      const { rows } = await client.query<{ readOnly: boolean }>(
        `SELECT current_setting('transaction_read_only')::boolean AS "readOnly"`,
      );
      if (rows[0]?.readOnly) throw new DatabaseReadOnly();
    } catch (error) {
      // Whatever it was: the next attempt connects anew, to where the address leads by then.
      fault = error as Error;
      throw error;
    } finally {
      client.release(fault);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
