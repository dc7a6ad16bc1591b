import { Connection, connectionTo } from './connection.ts';
import { isUnanswered } from './database-unavailable.ts';

/** The result of the check for a connection pooler. */
export interface PoolerCheck {
  /** Whether a pooler does, so that no connection keeps what was set on it. */
  pooled: boolean;
  /** Whether a statement that was prepared under a name is found again. */
  namedStatements: boolean;
}

/** The process that answers. */
const whoAnswers = 'SELECT pg_backend_pid() AS pid';
const name = 'porchlight.who-answers';

/** More connections to Postgres than this a pooler does not choose from at random. */
const mostProcesses = 20;

/** Checks whether a pooler is in front of Postgres, and whether it supports named statements. */
export async function findPooler(url: string): Promise<PoolerCheck> {
  const connection = new Connection(connectionTo(url));
  await connection.connect();
  try {
    const answering = await processBehind(connection, { name });
    // Postgres tells each connection which process is its own; a pooler tells one of its inventions.
    const { processID } = connection as Connection & { processID: number };
    if (answering === processID) return { pooled: false, namedStatements: true };
    return { pooled: true, namedStatements: await findsNamesAgain(url, connection, answering) };
  } finally {
    await connection.end();
  }
}

/** Keeps the process busy that knows the name, and uses the name again: now another process has to answer. */
async function findsNamesAgain(url: string, connection: Connection, knowing: number): Promise<boolean> {
  const others: Connection[] = [];
  try {
    for (let held = 0; held !== knowing && others.length < mostProcesses;) {
      const other = new Connection(connectionTo(url));
      others.push(other);
      await other.connect();
      await other.query('BEGIN');
      held = await processBehind(other, {});
    }
    await processBehind(connection, { name });
    return true;
  } catch (error) {
    // SQLSTATE: no statement of this name, or already one of this name. Or the pool has one connection only.
    if (isUnanswered(error) || ['26000', '42P05'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await Promise.all(others.map((other) => other.end()));
  }
}

async function processBehind(connection: Connection, named: { name?: string }): Promise<number> {
  const { rows } = await connection.query<{ pid: number }>({ ...named, text: whoAnswers });
  return rows[0]?.pid ?? 0;
}
