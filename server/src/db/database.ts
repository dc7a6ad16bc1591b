import type { DataSource, EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { type Connection, limitTransaction, watchIdle } from './connection.ts';
import { isConnectionLost } from './database-unavailable.ts';
import type { PoolerCheck } from './find-pooler.ts';
import type { HealthCheck } from './health-check.ts';
import type { PipelinedPool } from './pipelined-pool.ts';
import { retryOnDeadlock } from './retry-on-deadlock.ts';
import { type Pipelined, type Statement, type StatementText, valuesFor } from './statement.ts';

/** What a database on a Postgres has beside its pool; the embedded one has a single connection for everything. */
export interface PostgresParts extends PoolerCheck {
  /** Without these, every statement has a connection of the pool to itself. */
  pipelined?: Record<Pipelined, PipelinedPool>;
  healthCheck: HealthCheck;
}

/** Something that runs statements: the database itself, or one transaction. */
export interface Queryable {
  /** @throws TypeError when the values are not those that the statement takes. */
  run<Row extends QueryResultRow, Given extends object>(statement: Statement<Row, Given>, given: Given): Promise<Row[]>;
}

/** An open transaction. On the embedded database no other connection exists: use nothing but this inside. */
export interface Transaction extends Queryable {
  /** TypeORM's manager on this transaction's connection. */
  readonly manager: EntityManager;
}

/** The database as the stores see it: named statements for the hot paths, TypeORM for the rest. */
export class Database implements Queryable {
  readonly #pool: Pool;
  readonly #endIdle: () => void;

  /** @param postgres absent for the embedded database. */
  constructor(
    readonly dataSource: DataSource,
    private readonly postgres?: PostgresParts,
  ) {
    this.#pool = (dataSource.driver as unknown as { master: Pool }).master;
    this.#endIdle = watchIdle(this.#pool);
  }

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  run: Queryable['run'] = async <Row extends QueryResultRow, Given extends object>(
    statement: Statement<Row, Given>,
    given: Given,
  ) => {
    const query = this.#queryOf(statement, given);
    const { rows } = await retryOnDeadlock(() => this.#send<Row>(statement, query));
    return rows;
  };

  async #send<Row extends QueryResultRow>({ pipelined }: StatementText, query: QueryConfig): Promise<QueryResult<Row>> {
    const alone = () => this.#withClient((client) => client.query<Row>(query));
    const sent = pipelined && this.postgres?.pipelined?.[pipelined].send<Row>(query);
    if (!sent) return alone();
    // A connection that breaks fails all that is under way on it, and reading twice changes nothing.
    return sent.catch((error: unknown) => {
      if (pipelined === 'reads' && isConnectionLost(error)) return alone();
      throw error;
    });
  }

  /**
   * Runs the work in one transaction: all of it is kept, or nothing when it throws. After a deadlock the
   * work is run once more, so it does nothing but what the transaction can undo.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return retryOnDeadlock(() => this.#transact(work));
  }

  async #transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    let connection: Connection | undefined;
    try {
      return await this.dataSource.transaction(async (manager) => {
        const client = (await manager.queryRunner?.connect()) as PoolClient;
        connection = client as unknown as Connection;
        if (this.postgres?.pooled) await client.query(limitTransaction);
        const run: Queryable['run'] = async <Row extends QueryResultRow, Given extends object>(
          statement: Statement<Row, Given>,
          given: Given,
        ) => (await client.query<Row>(this.#queryOf(statement, given))).rows;
        return work({ manager, run });
      });
    } catch (error) {
      // Once its connection is lost, TypeORM says only that nothing more can be asked.
      throw connection?.lost ?? error;
    }
  }

  #queryOf(statement: StatementText, given: object): QueryConfig {
    const { name, text } = statement;
    const values = valuesFor(statement, given);
    return { ...(this.postgres?.namedStatements !== false && name !== undefined && { name }), text, values };
  }

  /**
   * Sees whether the database answers, and takes writes.
   *
   * @throws what stands in the way.
   */
  async ping(): Promise<void> {
    if (!this.postgres) return void (await this.#pool.query('SELECT 1'));
    try {
      await this.postgres.healthCheck.ping();
    } catch (error) {
      this.#endIdle();
      for (const pool of this.#pipelinedPools()) pool.endIdle();
      throw error;
    }
  }

  /**
   * The pool's own `query` gives a connection up after every SQL error, such as a refused duplicate;
   * on the embedded database, which has only one, that breaks the next statement as well. Here only a
   * connection that was lost is given up.
   */
  async #withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    try {
      return await work(client);
    } finally {
      client.release((client as unknown as Connection).lost);
    }
  }

  #pipelinedPools(): PipelinedPool[] {
    return Object.values(this.postgres?.pipelined ?? {});
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#pipelinedPools(), ...(this.postgres ? [this.postgres.healthCheck] : [])].map((each) => each.close()),
    );
    await this.dataSource.destroy();
  }
}

/** Whether the database refused a row because another one already holds its place (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const fault = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string; constraint?: string };
  return fault.code === '23505' && (constraint === undefined || fault.constraint === constraint);
}
