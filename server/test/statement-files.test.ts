import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, expect, test } from 'vitest';
import { allStatements, fileOf } from '../statement-files.ts';

// Who reads server/sql reads what runs: formatting changes no statement.

beforeAll(loadModule);

/** The tree that Postgres' parser makes, without where in the text each piece stands. */
const meaningOf = (text: string) =>
  JSON.parse(JSON.stringify(parseSync(text), (key, value: unknown) => (isPlace(key) ? undefined : value))) as unknown;

const isPlace = (key: string) => /location$|^stmt_len$|^(rexpr_)?list_(start|end)$/.test(key);

test.each(allStatements())('the file of %s says what the statement says', (_name, statement) => {
  expect(meaningOf(fileOf(statement))).toEqual(meaningOf(statement.text));
});
