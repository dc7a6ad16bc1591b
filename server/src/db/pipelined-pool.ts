import { Socket } from 'node:net';
import pg, { type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

/** One that had nothing to do for this long, in milliseconds, is closed, but for the last. */
const idleFor = 120_000;

/** So often, in milliseconds, one that is idle is asked whether it still stands; many a firewall forgets it after four minutes. */
const keepAliveEvery = 60_000;

/**
 * Not behind a pooler, where the connection's other end is not the process that the statement meets:
 * that one serves others, too.
 */
const planOnce = `
  SELECT set_config('plan_cache_mode', 'force_generic_plan', false) WHERE pg_backend_pid() = $1`;

/** How much may be under way at once. */
export interface PoolLimits {
  /** Connections that are opened at most. */
  connections: number;
  /** Statements on one of them at most. */
  statements: number;
}

interface SharedConnection {
  client: pg.Client;
  socket: Socket;
  opened: Promise<unknown>;
  underWay: number;
  usedLately: boolean;
}

/**
 * Connections that statements share: each is sent at once, before those ahead of it have answered
 * (PostgreSQL's pipeline mode), and all that come up in one turn of the event loop leave in one
 * packet. Under load neither side then falls asleep and is woken between two statements, which costs
 * more than a look-up by key does.
 *
 * Only for what is quick and stands alone: a statement that takes long holds up those behind it. Each
 * goes where the least is under way, so nothing is shared as long as there are few.
 */
export class PipelinedPool {
  #connections: SharedConnection[] = [];
  readonly #tidying: NodeJS.Timeout;

  /** @param waitForConnection milliseconds after which an attempt to connect is given up. */
  constructor(
    private readonly url: string,
    private readonly waitForConnection: number,
    private readonly room: PoolLimits,
  ) {
    this.#tidying = setInterval(() => this.#closeIdle(), idleFor).unref();
  }

  /** Sends a statement, or does nothing and returns undefined when as many are under way as may be. */
  send<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> | undefined {
    const connection = this.#choose();
    return connection && this.#sendOver<Row>(connection, query);
  }

  #choose(): SharedConnection | undefined {
    let least: SharedConnection | undefined;
    for (const each of this.#connections) if (!least || each.underWay < least.underWay) least = each;
    if (least?.underWay === 0) return least;
    if (this.#connections.length < this.room.connections) return this.#open();
    return least && least.underWay < this.room.statements ? least : undefined;
  }

  async #sendOver<Row extends QueryResultRow>(
    connection: SharedConnection,
    query: QueryConfig,
  ): Promise<QueryResult<Row>> {
    const { client, socket, opened } = connection;
    connection.underWay += 1;
    connection.usedLately = true;
    try {
      await opened;
      if (socket.writableCorked === 0) {
        socket.cork();
        setImmediate(() => socket.uncork());
      }
      return await client.query<Row>(query);
    } finally {
      connection.underWay -= 1;
    }
  }

  #open(): SharedConnection {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: this.url,
      stream: () => socket,
      pipeline: true,
      connectionTimeoutMillis: this.waitForConnection,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveEvery,
    });
    const connection = { client, socket, opened: this.#connect(client), underWay: 0, usedLately: true };
    const forget = () => void (this.#connections = this.#connections.filter((each) => each !== connection));
    client.on('error', forget).on('end', forget);
    connection.opened.catch(forget);
    this.#connections.push(connection);
    return connection;
  }

  /**
   * Postgres would make a plan of its own for each of the first five times that a connection runs a
   * statement, and weigh it anew later. Here each finds its rows by key, so that the plan without the
   * values is as good, and made once.
   */
  async #connect(client: pg.Client): Promise<void> {
    await client.connect();
    await client.query(planOnce, [(client as pg.Client & { processID: number }).processID]);
  }

  /** One stays: where somebody signs in every few minutes, nobody waits for a connection and its plans. */
  #closeIdle(): void {
    const idle = this.#connections.slice(1).filter(({ usedLately, underWay }) => !usedLately && underWay === 0);
    this.#connections = this.#connections.filter((each) => !idle.includes(each));
    for (const each of this.#connections) each.usedLately = false;
    for (const { client } of idle) void client.end().catch(() => undefined);
  }

  /** Closes them all. What is under way has its answer first. */
  async close(): Promise<void> {
    clearInterval(this.#tidying);
    const open = this.#connections;
    this.#connections = [];
    await Promise.all(open.map(({ client }) => client.end()));
  }
}
