import type { QueryResultRow } from 'pg';
import type { Database } from '../src/db/database.ts';
import type { Values } from '../src/db/statement.ts';
import { withoutRoutingCheck } from './routed-statements.ts';

/** Runs SQL of a test's own, whose parameters are `$1`, `$2` and so on, and gives its rows. */
export async function executeSql<Row extends object = QueryResultRow>(
  database: Database,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const parameters = values.map((_, index) => `$${index + 1}`);
  const given = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value ?? null]));
  return withoutRoutingCheck(() => database.run<Row, Values>({ text, parameters }, given));
}
