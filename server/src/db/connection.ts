import pg, { type ClientConfig, type Pool } from 'pg';
import { isUnanswered, isReadOnly } from './database-unavailable.ts';

/**
 * Time limits in milliseconds; a request may meet several of them. Postgres cancels what takes too long; when it does
 * not answer at all, this side closes the connection.
 */
const limits = {
  /** How long it may take to connect, or until one of the pool's connections is free. */
  connect: 3000,
  /** How long a statement may wait for a lock. */
  lock: 3000,
  /** How long Postgres may work on a statement. */
  statement: 5000,
  /** How long an answer may take to come. */
  answer: 6000,
  /** How long a transaction may be idle. */
  idleInTransaction: 10_000,
  /** When an idle connection is probed (TCP keep-alive); ten probes without an answer, one a second, end it. */
  keepAlive: 10_000,
};

/**
 * A connection to Postgres. It has a listener for its errors from the beginning, as one without ends
 * the process; and it is given up when a statement on it is never answered, or when the server at its
 * other end takes no writes any more.
 */
export class Connection extends pg.Client {
  /** Why nothing can be asked over it any more. */
  lost?: Error;

  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', (error) => void (this.lost ??= error));
    const send = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((...asked: unknown[]) => {
      const answer = send(...asked);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#giveUpAfter(error));
      return answer;
    }) as typeof this.query;
  }

  #giveUpAfter(error: unknown): void {
    if (!isUnanswered(error) && !isReadOnly(error)) return;
    this.lost ??= error as Error;
    void this.end();
  }
}

/** The settings of every connection to Postgres, except those of migrations. */
export const connectionTo = (url: string): ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: limits.connect,
  query_timeout: limits.answer,
  keepAlive: true,
  keepAliveInitialDelayMillis: limits.keepAlive,
});

/** The limits that Postgres enforces, by the names of its settings. */
export const serverLimits = {
  statement_timeout: limits.statement,
  lock_timeout: limits.lock,
  idle_in_transaction_session_timeout: limits.idleInTransaction,
};

type Settings = Readonly<Record<string, string | number>>;

const setEach = (settings: Settings, how: 'session' | 'transaction') =>
  Object.entries(settings)
    .map(([name, value]) => `set_config('${name}', '${value}', ${how === 'transaction'})`)
    .join(', ');

/** For a transaction through a pooler, where nothing may be set that outlives it. */
export const limitTransaction = `SELECT ${setEach(serverLimits, 'transaction')}`;

/**
 * Sets something for as long as the connection lives. Not through a pooler, whose other end serves
 * others, too: there the process that answers is not the one that the connection was told of.
 */
export async function setForSession(client: pg.ClientBase, settings: Settings): Promise<void> {
  const { processID } = client as pg.ClientBase & { processID: number };
  await client.query(`SELECT ${setEach(settings, 'session')} WHERE pg_backend_pid() = $1`, [processID]);
}

/**
 * Follows which of a pool's connections are idle. When one in use turns out to be lost, those beside
 * it are likely to be dead as well, which nobody notices before their first statement has waited in vain.
 *
 * @returns what ends all that are idle.
 */
export function watchIdle(pool: Pool): () => void {
  const idle = new Set<Connection>();
  const endIdle = () => {
    for (const each of idle) each.connection.stream.destroy();
    idle.clear();
  };
  pool.on('acquire', (client) => void idle.delete(client as unknown as Connection));
  pool.on('remove', (client) => void idle.delete(client as unknown as Connection));
  pool.on('release', (_error, client) => {
    const connection = client as unknown as Connection;
    if (connection.lost) endIdle();
    else idle.add(connection);
  });
  return endIdle;
}
