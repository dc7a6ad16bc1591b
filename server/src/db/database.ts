import type { DataSource, EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import type { PipelinedPool } from './pipelined-pool.ts';
import {
  type Pipelined,
  type Statement as NamedStatement,
  type StatementText,
  type Values,
  valuesFor,
} from './statement.ts';

/**
 * One SQL statement with a name, so that Postgres parses and plans it once per connection.
 * `Row` is the shape of what comes back.
 */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string;
  readonly text: string;
  readonly pipelined?: Pipelined;
  readonly parameters?: never;
  /** Never set; it carries the type of the rows. */
  readonly row?: Row;
}

/** What quick statements share. Look-ups keep to themselves, so that none waits for a lock that an act waits for. */
export interface Shared {
  reads: PipelinedPool;
  writes: PipelinedPool;
}

/** Something that runs statements: the database itself, or one transaction. */
export interface Queryable {
  /** @throws TypeError when the values are not those that the statement takes. */
  run<Row extends QueryResultRow, Given extends object>(
    statement: NamedStatement<Row, Given>,
    given: Given,
  ): Promise<Row[]>;
  /** For statements whose parameters are still numbered by hand. */
  run<Row extends QueryResultRow>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
}

/** An open transaction. On the embedded database no other connection exists: use nothing but this inside. */
export interface Transaction extends Queryable {
  /** TypeORM's manager on this transaction's connection. */
  readonly manager: EntityManager;
}

/** The database as the stores see it: named statements for the hot paths, TypeORM for the rest. */
export class Database implements Queryable {
  readonly #pool: Pool;

  /**
   * @param namedStatements off for a pooler that gives every transaction another connection: each is then parsed anew.
   * @param shared without these connections every statement has one of the pool to itself.
   */
  constructor(
    readonly dataSource: DataSource,
    private readonly namedStatements = true,
    private readonly shared?: Shared,
  ) {
    this.#pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  run: Queryable['run'] = async <Row extends QueryResultRow>(
    statement: StatementText,
    given: Values | readonly unknown[],
  ) => {
    const query = this.#queryOf(statement, given);
    const sent = statement.pipelined && this.shared?.[statement.pipelined].send<Row>(query);
    if (sent) return (await sent).rows;
    return this.#withClient(async (client) => (await client.query<Row>(query)).rows);
  };

  /** Runs the work in one transaction: all of it is kept, or nothing when it throws. */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      const client = (await manager.queryRunner?.connect()) as PoolClient;
      const run: Queryable['run'] = async <Row extends QueryResultRow>(
        statement: StatementText,
        given: Values | readonly unknown[],
      ) => (await client.query<Row>(this.#queryOf(statement, given))).rows;
      return work({ manager, run });
    });
  }

  #queryOf(statement: StatementText, given: Values | readonly unknown[]): QueryConfig {
    const { name, text } = statement;
    const values = Array.isArray(given) ? [...given] : valuesFor(statement, given as Values);
    return { ...(this.namedStatements && name !== undefined && { name }), text, values };
  }

  /** One round trip, to see whether the database answers. */
  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1');
  }

  /** What pg-boss needs to share this pool. */
  executeSql = async (text: string, values?: unknown[]): Promise<{ rows: QueryResultRow[] }> =>
    this.#withClient(async (client) => {
      try {
        return await client.query(text, values);
      } catch (error) {
        // A text of several statements may have begun a transaction, which would stay open on the connection.
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });

  /**
   * The pool's own `query` gives a connection up after every SQL error, such as a refused duplicate;
   * on the embedded database, which has only one, that breaks the next statement as well. Here only a
   * connection that was lost is given up.
   */
  async #withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    let lost: Error | undefined;
    const onError = (error: Error) => void (lost = error);
    client.on('error', onError);
    try {
      return await work(client);
    } finally {
      client.removeListener('error', onError);
      client.release(lost);
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.shared ?? {}).map((connections) => connections.close()));
    await this.dataSource.destroy();
  }
}

/** Names a statement; `Row` says what it returns. */
export function statement<Row extends QueryResultRow>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** Names a statement that reads a few rows by key. Under load it shares a connection with others of its kind. */
export function quickLookUp<Row extends QueryResultRow>(name: string, text: string): Statement<Row> {
  return { name, text, pipelined: 'reads' };
}

/**
 * Names a statement that changes a few rows which it finds by key, and is a whole act by itself. Under
 * load it shares a connection with others of its kind.
 */
export function quickAct<Row extends QueryResultRow>(name: string, text: string): Statement<Row> {
  return { name, text, pipelined: 'writes' };
}

/** Whether the database refused a row because another one already holds its place (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const fault = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string; constraint?: string };
  return fault.code === '23505' && (constraint === undefined || fault.constraint === constraint);
}
