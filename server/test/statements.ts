import type { Pool, PoolClient } from 'pg';
import type { TestProduct } from './product.ts';

/**
 * Every statement that reaches the database while something is done, in order. For a product that
 * was opened with JOBS=off, so that nothing else is under way.
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
