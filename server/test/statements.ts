import type { Pool, PoolClient } from 'pg';
import type { TestProduct } from './product.ts';

/**
 * The statements that reach the database while `act` runs, in order. The product must have been opened with JOBS=off,
 * so that no background job runs meanwhile.
 */
export async function statementsOf({ stores }: TestProduct, act: () => Promise<unknown>): Promise<string[]> {
  const { master: pool } = stores.database.dataSource.driver as unknown as { master: Pool };
  const client = await pool.connect();
  client.release();
  const seen: string[] = [];
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    seen.push(textOf(args[0]));
    return query(...args);
  }) as PoolClient['query'];
  try {
    await act();
  } finally {
    client.query = query as PoolClient['query'];
  }
  return seen;
}

const textOf = (asked: unknown): string => (typeof asked === 'string' ? asked : (asked as { text: string }).text);
