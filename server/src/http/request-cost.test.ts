import { readFileSync } from 'node:fs';
import { getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { apiBudget } from '../api-keys/api-budget.ts';
import { maxCost, maxTokens } from './query-limits.ts';
import { operationCost } from './request-cost.ts';
import { createSchema } from '../app/schema.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return operationCost({ schema, operation, document, variables });
}

test.each([
  ['an object, and nothing for its values', '{ practice { id name } }', 1],
  ['a mutation', 'mutation { signOut }', 10],
  [
    'a mutation and what it gives back',
    'mutation { createClient(input: { firstName: "a", lastName: "b" }) { id } }',
    10,
  ],
  ['every alias', '{ a: practice { id } b: practice { id } }', 2],
  ['a page by its size', '{ clients(first: 10) { edges { node { id name } } } }', 1 + 10 * 2],
  ['a page that names no size as 50', '{ clients { edges { node { id } } } }', 1 + 50 * 2],
  ['a page that is too large as 100', '{ clients(first: 100000) { edges { node { id } } } }', 1 + 100 * 2],
  ['a page that makes no sense as 1', '{ clients(first: -5) { edges { node { id } } } }', 1 + 2],
  ['a list without pages as 5', '{ client(id: "x") { accesses { id } } }', 1 + 5],
  [
    'pages within pages',
    '{ clients(first: 10) { edges { node { activity(first: 3) { edges { cursor } } } } } }',
    1 + 10 * (2 + 1 + 3),
  ],
  [
    'only what is around the lines, when only that is asked',
    '{ clients(first: 100) { totalCount pageInfo { endCursor } } }',
    2,
  ],
  ['the schema', '{ __schema { types { name } } __typename }', 500],
])('counts %s', (_, query, points) => {
  expect(cost(query)).toBe(points);
});

test('reads the size of a page from variables and their defaults', () => {
  const query = 'query ($n: Int = 7) { clients(first: $n) { edges { cursor } } }';
  expect(cost(query, { n: 20 })).toBe(21);
  expect(cost(query)).toBe(8);
  expect(cost(query, { n: null })).toBe(8);
});

test('counts a fragment like what it stands for', () => {
  const fields = 'edges { node { accesses { id } } }';
  const plain = cost(`{ clients(first: 9) { ${fields} } }`);
  expect(cost(`{ clients(first: 9) { ...F } } fragment F on ClientConnection { ${fields} }`)).toBe(plain);
  expect(cost(`{ clients(first: 9) { ... on ClientConnection { ${fields} } } }`)).toBe(plain);
});

test('costs what the documentation says, within the limits that it names', () => {
  const text = readFileSync(new URL('../../../docs/api/limits.md', import.meta.url), 'utf8');
  const [, example = '', points] = /```graphql\n(.*?\n\}) +# (\d+)\n```/s.exec(text) ?? [];
  expect(cost(example)).toBe(Number(points));
  for (const limit of [maxCost, maxTokens, apiBudget.key, apiBudget.practice]) {
    expect(text).toContain(limit.toLocaleString('en-US'));
  }
});

test('is quick about fragments that double each other', () => {
  const doubling = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Practice { ...F${n + 1} ...F${n + 1} }`);
  const document = parse(`{ practice { ...F0 } } ${doubling.join(' ')} fragment F30 on Practice { id }`);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const started = performance.now();
  operationCost({ schema, operation, document, variables: {} });
  expect(performance.now() - started).toBeLessThan(500);
});
