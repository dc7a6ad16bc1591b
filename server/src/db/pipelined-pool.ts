import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { Connection, connectionTo, serverLimits, setForSession } from './connection.ts';

/** One that had nothing to do for this long, in milliseconds, is closed, but for the last. */
const idleFor = 120_000;

/** How much may be under way at once. */
export interface PoolLimits {
  /** Connections that are opened at most. */
  connections: number;
  /** Statements on one of them at most. */
  statements: number;
}

interface Shared {
  connection: Connection;
  opened: Promise<void>;
  underWay: number;
  usedLately: boolean;
}

/**
 * Connections that statements share: each is sent at once, before those ahead of it have answered
 * (PostgreSQL's pipeline mode).
 *
 * Only for what is quick and stands alone: a statement that takes long holds up those behind it. Each
 * goes where the least is under way, so nothing is shared as long as there are few.
 */
export class PipelinedPool {
  #open: Shared[] = [];
  readonly #tidying: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly limits: PoolLimits,
  ) {
    this.#tidying = setInterval(() => this.#closeUnused(), idleFor).unref();
  }

  /** Sends a statement, or does nothing and returns undefined when as many are under way as may be. */
  send<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> | undefined {
    const shared = this.#choose();
    return shared && this.#sendOver<Row>(shared, query);
  }

  #choose(): Shared | undefined {
    let least: Shared | undefined;
    for (const each of this.#open) if (!least || each.underWay < least.underWay) least = each;
    if (least?.underWay === 0) return least;
    if (this.#open.length < this.limits.connections) return this.#connect();
    return least && least.underWay < this.limits.statements ? least : undefined;
  }

  async #sendOver<Row extends QueryResultRow>(shared: Shared, query: QueryConfig): Promise<QueryResult<Row>> {
    shared.underWay += 1;
    shared.usedLately = true;
    try {
      await shared.opened;
      return await shared.connection.query<Row>(query);
    } finally {
      shared.underWay -= 1;
      if (shared.connection.lost) {
        this.#forget(shared);
        this.endIdle();
      }
    }
  }

  #connect(): Shared {
    const connection = new Connection({ ...connectionTo(this.url), pipeline: true });
    const shared = { connection, opened: open(connection), underWay: 0, usedLately: true };
    connection.once('end', () => this.#forget(shared));
    shared.opened.catch(() => {
      this.#forget(shared);
      void connection.end();
    });
    this.#open.push(shared);
    return shared;
  }

  #forget(shared: Shared): void {
    this.#open = this.#open.filter((each) => each !== shared);
  }

  /** One stays: where somebody signs in every few minutes, nobody waits for a connection and its plans. */
  #closeUnused(): void {
    const unused = this.#open.slice(1).filter(({ usedLately, underWay }) => !usedLately && underWay === 0);
    for (const each of this.#open) each.usedLately = false;
    for (const each of unused) {
      this.#forget(each);
      void each.connection.end();
    }
  }

  /** Ends those that are idle at once, as they may be dead. */
  endIdle(): void {
    for (const each of this.#open.filter(({ underWay }) => underWay === 0)) {
      this.#forget(each);
      each.connection.connection.stream.destroy();
    }
  }

  /** Closes them all. What is under way has its answer first. */
  async close(): Promise<void> {
    clearInterval(this.#tidying);
    const open = this.#open;
    this.#open = [];
    await Promise.all(open.map(({ connection }) => connection.end()));
  }
}

/**
 * Postgres would make a plan of its own for each of the first five times that a connection runs a
 * statement, and weigh it anew later. Here each finds its rows by key, so that the plan without the
 * values is as good, and made once.
 */
async function open(connection: Connection): Promise<void> {
  await connection.connect();
  await setForSession(connection, { ...serverLimits, plan_cache_mode: 'force_generic_plan' });
}
