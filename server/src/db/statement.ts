import type { QueryResultRow } from 'pg';
import { type Fragment, numbered } from './sql.ts';

/** Values for a statement's parameters, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** The text of a statement and its parameters. */
export interface StatementText {
  /** Absent for a statement whose text is composed at each call. */
  readonly name?: string;
  readonly text: string;
  readonly parameters?: readonly string[];
  readonly pipelined?: Pipelined;
}

/**
 * One SQL statement with a name, so that Postgres parses and plans it once per connection. `Row` is
 * the shape of what comes back, `Given` the values that it takes.
 */
export interface Statement<Row extends QueryResultRow, Given extends object = Values> extends StatementText {
  /** Never set; they carry the types. */
  readonly row?: Row;
  readonly given?: Given;
}

/**
 * Which connections a statement may share with others that are under way: those of quick reads, or
 * those of quick writes, so that no read waits behind a write that waits for a lock.
 */
export type Pipelined = 'reads' | 'writes';

const named = new Map<string, StatementText>();

/**
 * Names a statement.
 *
 * @param options.pipelined for one that touches a few rows which it finds by key, and stands alone.
 */
export function statement<Row extends QueryResultRow, Given extends object = Record<string, never>>(
  name: string,
  source: Fragment,
  options: { pipelined?: Pipelined } = {},
): Statement<Row, Given> {
  const made = { name, ...numbered(source), ...options };
  if ((named.get(name)?.text ?? made.text) !== made.text) throw new Error(`two statements have the name ${name}`);
  named.set(name, made);
  return made;
}

/** A statement whose text is composed at each call, such as a search with any number of words. */
export const unnamedStatement = <Row extends QueryResultRow>(source: Fragment): Statement<Row> => numbered(source);

/** Every statement that was named so far, by name. */
export const namedStatements = (): ReadonlyMap<string, StatementText> => named;

/** @throws TypeError when a parameter has no value, or a value no parameter. */
export function valuesFor({ name, parameters = [] }: StatementText, given: object): unknown[] {
  const values = given as Values;
  if (Object.keys(given).length !== parameters.length) {
    throw new TypeError(`${name} takes ${parameters.join(', ')}, and was given ${Object.keys(given).join(', ')}`);
  }
  return parameters.map((parameter) => {
    const value = values[parameter];
    if (value === undefined) throw new TypeError(`${name} was given no ${parameter}`);
    return value;
  });
}
