import { Client, type QueryResultRow } from 'pg';

/**
 * Runs one statement on the database of the running product, to let time pass for a row, say.
 * Works on a real Postgres only: the embedded database belongs to the product's process.
 *
 * @returns the rows
 */
export async function query<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: process.env['PORCHLIGHT_DATABASE_URL'] });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql, values);
    return rows;
  } finally {
    await client.end();
  }
}

/** Whether `query` works in this run. A test that needs it says `test.skip(!canQuery(), 'needs Postgres')`. */
export function canQuery(): boolean {
  return Boolean(process.env['PORCHLIGHT_DATABASE_URL']);
}
