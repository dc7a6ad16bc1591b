import { readFileSync } from 'node:fs';
import { exampleOperations } from '@porchlight/shared/example-operations.ts';
import {
  buildSchema,
  coerceInputValue,
  findBreakingChanges,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLNamedType,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';

// What integrators may rely on: all of it is described, pages are the pages they know, and nothing breaks unsaid.

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('shared/schema.graphql'));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

interface Part {
  name: string;
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

/** A type and everything in it that integrators see. */
function partsOf(type: GraphQLNamedType): Part[] {
  const under = (parent: string, { name, description, deprecationReason }: Part): Part => ({
    name: `${parent}.${name}`,
    description,
    deprecationReason,
  });
  const own: Part = { name: type.name, description: type.description };
  // The two roots say what they are by their name.
  const first = type === schema.getQueryType() || type === schema.getMutationType() ? [] : [own];
  if (isEnumType(type)) return [...first, ...type.getValues().map((value) => under(type.name, value))];
  if (isInputObjectType(type)) {
    return [...first, ...Object.values(type.getFields()).map((field) => under(type.name, field))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return first;
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) => field.args.map((argument) => under(`${type.name}.${field.name}`, argument)));
  return [...first, ...fields.map((field) => under(type.name, field)), ...args];
}

test('describes every type, field, argument, input field and enum value', () => {
  const parts = types.flatMap(partsOf);
  expect(parts.length).toBeGreaterThan(400);
  expect(parts.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
});

test('says of every query and mutation for whom it is, as its rule has it', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
  const audiences = new Map(fields.map(({ name, description }) => [name, description?.split('\n\n').at(-1)]));
  expect([...audiences].filter(([, audience]) => !audience?.startsWith('For '))).toEqual([]);
  expect(Object.fromEntries(audiences)).toMatchObject({
    generatePin: 'For owners, clinicians, the front desk, and API keys with `pins:generate`.',
    updatePractice: 'For owners and API keys with `practice:write`.',
    createApiKey: 'For owners.',
    chooseClient: 'For clients who are signed in.',
    redeemPin: 'For everyone, without a key.',
    portal: 'For everyone, with a key or without.',
  });
});

test('whatever is deprecated says since when, until when, and what to use instead', () => {
  const reasons = types.flatMap(partsOf).flatMap(({ deprecationReason }) => deprecationReason ?? []);
  for (const reason of reasons) {
    expect(reason).toMatch(/^Since \d{4}-\d{2}-\d{2}, until \d{4}-\d{2}-\d{2} at least\. Use `.+`/);
  }
});

test('pages are connections as Relay specifies them', () => {
  const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(3);
  expect(fieldsOf('PageInfo')).toMatchObject({ hasNextPage: 'Boolean!', endCursor: 'String' });
  for (const { name } of connections) {
    const edge = name.replace(/Connection$/, 'Edge');
    expect(fieldsOf(name)).toMatchObject({ edges: `[${edge}!]!`, pageInfo: 'PageInfo!' });
    expect(fieldsOf(edge)).toMatchObject({ cursor: 'String!', node: expect.stringMatching(/^[A-Z]\w+!$/) });
  }
});

test('every field that gives a connection takes first and after', () => {
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
  const paged = fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
  expect(paged.length).toBeGreaterThan(3);
  for (const { args } of paged) {
    const taken = Object.fromEntries(args.map(({ name, type }) => [name, String(type)]));
    expect(taken).toMatchObject({ first: 'Int', after: 'String' });
  }
});

test('ids are ids wherever they are', () => {
  const fields = types
    .filter((type) => isObjectType(type) || isInputObjectType(type))
    .flatMap((type) =>
      Object.values<{ name: string; type: unknown }>(type.getFields()).map((field) => ({
        where: `${type.name}.${field.name}`,
        type: String(field.type),
      })),
    );
  const ids = fields.filter(({ where }) => /(\.id|Id)$/.test(where));
  expect(ids.length).toBeGreaterThan(30);
  expect(ids.filter(({ type }) => !/^ID!?$/.test(type)).map(({ where }) => where)).toEqual([]);
});

test('breaks nothing of the last release, unless the changelog names it with a reason', () => {
  const changes = findBreakingChanges(buildSchema(read('shared/released-schema.graphql')), schema);
  const unreleased = read('CHANGELOG.md').split(/^## /m)[1] ?? '';
  const unsaid = changes.filter(({ description }) => reasonFor(unreleased, description) === undefined);
  expect(unsaid.map(({ description }) => description)).toEqual([]);
});

test('a breaking change without a reason is not accepted', () => {
  const log =
    '- **Breaking:** `Client.phone was removed.` Nobody read it.\n- **Breaking:** `Client.name was removed.`\n';
  expect(reasonFor(log, 'Client.phone was removed.')).toBe('Nobody read it.');
  expect(reasonFor(log, 'Client.name was removed.')).toBeUndefined();
  expect(reasonFor(log, 'Client.id was removed.')).toBeUndefined();
});

test.each(exampleOperations)('the example “$title” fits the schema', ({ query, variables }) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an example is one operation');
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const wanted = typeFromAST(schema, type as never) as unknown as GraphQLInputType;
    const given = variables[variable.name.value];
    if (given === undefined && !isNonNullType(wanted)) continue;
    expect(() => coerceInputValue(given, wanted)).not.toThrow();
  }
});

/** The fields of a type, each with its type as the schema writes it. */
function fieldsOf(name: string): Record<string, string> {
  const type = schema.getType(name);
  if (!isObjectType(type)) return {};
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
}

/** Why a change was made, from the line of the changelog that names it word for word. */
function reasonFor(log: string, change: string): string | undefined {
  const start = `- **Breaking:** \`${change}\` `;
  const line = log.split('\n').find((each) => each.startsWith(start));
  return line?.slice(start.length).trim() || undefined;
}
