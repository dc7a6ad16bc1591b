import { readFileSync } from 'node:fs';
import { type FieldNode, type GraphQLSchema, parse, validate } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { createSchema } from '../app/schema.ts';
import { addKey } from '../../test/api-key.ts';
import { addClient, openPractice, sharedProduct, type TestProduct } from '../../test/product.ts';
import { queryLimitRules } from './query-limits.ts';

let product: TestProduct;
let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await createSchema();
  product = await sharedProduct({ JOBS: 'off', INTROSPECTION: 'off' });
});

const repeat = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join(' ');

const wide =
  'accesses { id otherClients { accesses { id person email } } lastSignIn { at method email } pin { triesLeft } }';
const both = `${wide} activity(first: 100) { edges { node { summary delivery { explanation } } } }`;
const manyEmails = `fragment F on PortalViewer { ${repeat(150, () => 'email')} }`;

/** Refused by their size, whatever is in them. */
const tooLarge: [name: string, query: string][] = [
  [
    'is nested too deep',
    `{ clients { edges { node { accesses ${'{ client { accesses '.repeat(8)}{ id }${' } }'.repeat(8)} } } } }`,
  ],
  [
    'is nested too deep in fragments',
    `{ clients { ...A } } fragment A on ClientConnection { edges { node { ...B } } }
    fragment B on Client { accesses { client { accesses { client { accesses { client { accesses { id } } } } } } } }`,
  ],
  ['has too many aliases', `{ ${repeat(30, (n) => `a${n}: me { email }`)} }`],
  ['has an alias for each of many type names', `{ ${repeat(100, (n) => `a${n}: __typename`)} }`],
  ['names a field too often', `{ me { ${repeat(480, () => 'email')} } }`],
  ['names fields with others in them too often', `{ ${repeat(280, () => 'me { portal { name } }')} }`],
  ['names a field too often in fragments of one name', `{ me { ...F } } ${repeat(2, () => manyEmails)}`],
  ['has too many operations', repeat(100, (n) => `query A${n} { me { email } }`)],
  [
    'spreads each fragment in every other one',
    `{ me { ...F0 } } ${repeat(28, (n) => `fragment F${n} on PortalViewer { ${repeat(28, (m) => `...F${m}`)} }`)}`,
  ],
];

const hostile: [name: string, query: string][] = [
  ...tooLarge,
  ['has too many words', `{ ${repeat(2500, () => 'me')} }`],
  ['repeats a directive', `{ me { email ${repeat(240, () => '@skip(if: false)')} } }`],
  ['declares hundreds of variables', `query (${repeat(480, (n) => `$v${n}: Int`)}) { me { email } }`],
  ['subscribes', 'subscription { me }'],
  ['asks for too much at once', `{ ${repeat(9, (n) => `a${n}: clients { edges { node { ${both} } } }`)} }`],
  ['goes round in circles', '{ me { ...A } } fragment A on PortalViewer { ...B } fragment B on PortalViewer { ...A }'],
];

test.each(hostile)('refuses a document that %s, and says why', async (_, query) => {
  const answer = await product.apiClient().execute(query);
  expect(answer.status).toBe(400);
  expect(answer.code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
  expect(answer.message).toMatch(/^[A-Z].{10,}\.$/);
  // However many mistakes there are, a few are told.
  expect(JSON.parse(answer.body).errors.length).toBeLessThanOrEqual(4);
});

test.each(tooLarge)('refuses a document that %s before the rules of graphql compare its fields', (_, query) => {
  const document = parse(query);
  const visited: string[] = [];
  const visits = () => ({ Field: ({ name }: FieldNode) => void visited.push(name.value) });
  expect(validate(schema, document, [visits, ...queryLimitRules])).toHaveLength(1);
  expect(visited).toEqual([]);
});

const nested = (levels: number) =>
  `{ ${repeat(levels - 1, (n) => (n === 0 ? 'me {' : 'portal {'))} name ${'}'.repeat(levels - 1)} }`;
const inFragments = (levels: number) =>
  `{ ...F0 } ${repeat(levels - 1, (n) => `fragment F${n} on Query { me { ...F${n + 1} } }`)} fragment F${levels - 1} on Query { a }`;

test.each([
  ['levels of nesting', 10, nested, /nested deeper/],
  ['levels of nesting in fragments', 10, inFragments, /nested deeper/],
  ['aliases', 20, (count: number) => `{ ${repeat(count, (n) => `a${n}: nothing`)} }`, /more than 20 aliases/],
  ['fields', 200, (count: number) => `{ ${repeat(count, (n) => `nothing${n}`)} }`, /more than 200 fields/],
  ['fragments', 50, (count: number) => `{ ${repeat(count, () => '... { nothing }')} }`, /more than 50 fragments/],
  [
    'operations in one document',
    20,
    (count: number) => repeat(count, (n) => `query A${n} { nothing }`),
    /more than 20 operations/,
  ],
  ['words and signs', 2000, (count: number) => `{ ${repeat(count - 2, () => 'nothing')} }`, /more than 2000 words/],
] as const)('allows as many %s as the documentation says: %i', async (name, most, write, refusal) => {
  const documented = readFileSync(new URL('../../../docs/api/limits.md', import.meta.url), 'utf8');
  const row = documented.split('\n').find((line) => line.includes(name.split(' in ')[0] ?? name));
  expect(row).toContain(` ${most.toLocaleString('en-US')} `);

  // Neither fits the schema; only the larger one is too large.
  expect((await product.apiClient().execute(write(most))).body).not.toMatch(refusal);
  expect((await product.apiClient().execute(write(most + 1))).body).toMatch(refusal);
});

test.each([
  ['a subscription', { query: 'subscription { me }' }],
  ['the hash of a document', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
  [
    'a document to be remembered under a hash',
    { query: '{ me { email } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
  ],
])('refuses %s as a fault of the caller, not as a bug of ours', async (_, body) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await product.app.inject({ method: 'POST', url: '/graphql', headers, payload: body });
  expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.not.stringMatching('INTERNAL') } }] });
  expect(answer.json().data ?? null).toBeNull();
});

test('answers what the screens ask', async () => {
  const query =
    '{ me { email portal { name phone phoneUri } accesses { id clientName } devices { id name } session { secondsLeft } } }';
  expect((await product.apiClient().execute(query)).data).toEqual({ me: null });
});

const asking = 'mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { askAgainInSeconds } }';

test('tells a few of many mistakes in a variable, each in short', async () => {
  const input = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`key${n}`, n]));
  const answer = await product.apiClient().execute(asking, { input });
  expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  const errors = JSON.parse(answer.body).errors as { message: string; extensions: object }[];
  expect(errors).toHaveLength(4);
  expect(errors.at(-1)).toMatchObject({
    message: expect.stringMatching(/^Too many/),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect(Math.max(...errors.map(({ message }) => message.length))).toBeLessThanOrEqual(301);
});

test.each([
  ['10 levels', 9, undefined],
  ['11 levels', 10, 'BAD_USER_INPUT'],
  ['28,000 levels', 27_999, 'BAD_USER_INPUT'],
])('takes variables that are nested 10 levels at most: %s', async (_, lists, code) => {
  const payload = `{"query":"{ me { email } }","variables":{"beside":${'['.repeat(lists)}${']'.repeat(lists)}}}`;
  const headers = { 'content-type': 'application/json' };
  const answer = await product.app.inject({ method: 'POST', url: '/graphql', headers, payload });
  expect(answer.statusCode).toBe(code ? 400 : 200);
  expect(answer.json().errors?.[0].extensions.code).toBe(code);
});

test.each([
  [500, {}],
  [501, { code: 'BAD_USER_INPUT', field: 'variables' }],
])('takes 500 values in variables at most: %i', async (count, extensions) => {
  // The object that holds the rest is one of them.
  const beside = Object.fromEntries(Array.from({ length: count - 1 }, (_, n) => [`key${n}`, n]));
  const answer = await product.apiClient().execute('{ me { email } }', { beside });
  expect(answer.extensions).toEqual(extensions);
});

test('lets someone unknown ask for little at once, and tells them to sign in for more', async () => {
  const overview = '{ clients(first: 30) { edges { node { name } } } }';
  expect(await product.apiClient().execute(overview)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  const practice = await openPractice(product);
  const { headers } = await addKey(product, practice);
  expect((await product.apiClient(headers).execute(overview)).data.clients.edges).toEqual([]);

  const portals = (count: number) => `{ ${repeat(count, (n) => `a${n}: portal(slug: "${practice.slug}") { slug }`)} }`;
  expect((await product.apiClient().execute(portals(20))).data.a19.slug).toBe(practice.slug);
});

const pinTry = 'redeemPin(input: { portal: "x", email: "a@b.example", pin: "123456" }) { __typename }';
const linkTry = 'redeemLink(input: { token: "x" }) { __typename }';

test.each([
  ['by aliases', `mutation { a: ${pinTry} b: ${pinTry} }`],
  ['of different kinds', `mutation { a: ${pinTry} b: ${linkTry} }`],
  ['by a fragment', `mutation { a: ${pinTry} ...F } fragment F on Mutation { b: ${pinTry} }`],
  [
    'in fragments only',
    `mutation { ...F ...G } fragment F on Mutation { a: ${pinTry} } fragment G on Mutation { b: ${pinTry} }`,
  ],
  ['by inline fragments', `mutation { ... { a: ${linkTry} } ... on Mutation { b: ${linkTry} } }`],
  ['in two operations', `mutation A { ${linkTry} } mutation B { ${linkTry} }`],
])('allows one try at signing in per document: refuses two %s', async (_, query) => {
  const practice = await openPractice(product);
  const { email, portalAccountId } = await addClient(product, practice);
  await product.sql(
    `INSERT INTO pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at)
     VALUES ($1, gen_random_uuid(), $2, $3, 't1', '\\x00', now() + interval '1 day')`,
    [practice.practiceId, portalAccountId, practice.ownerId],
  );
  const aimed = query.replaceAll('"x", email: "a@b.example"', `"${practice.slug}", email: "${email}"`);

  expect(await product.apiClient().execute(aimed)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  const [pin] = await product.sql<{ tries: number }>('SELECT tries FROM pin WHERE portal_account_id = $1', [
    portalAccountId,
  ]);
  expect(pin).toEqual({ tries: 0 });
});

test('refuses a body that is too large before it reads it', async () => {
  const padding = `{ me { email } } # ${'x'.repeat(64 * 1024)}`;
  expect((await product.apiClient().execute(padding)).status).toBe(413);
});

test('does not tell its schema where that is switched off', async () => {
  for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Client") { fields { name } } }']) {
    const answer = await product.apiClient().execute(query);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('firstName');
  }
});

test.each([
  ['a field', '{ practise { id } }', {}],
  ['an argument', '{ portal(slugg: "harbor") { name } }', {}],
  ['a type', '{ me { ... on PortalViewr { email } } }', {}],
  ['an enum value', 'mutation { staySignedIn(kind: PORTL) { secondsLeft } }', {}],
  [
    'an enum value in a variable',
    'mutation ($kind: ViewerKind!) { staySignedIn(kind: $kind) { secondsLeft } }',
    { kind: 'PORTL' },
  ],
  [
    'a field in a variable',
    'mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) { __typename } }',
    { input: { tokn: 'x' } },
  ],
])('suggests nothing for %s that is nearly right', async (_, query, variables) => {
  const answer = await product.apiClient().execute(query, variables);
  expect(answer.status).toBe(400);
  expect(answer.body).not.toMatch(/did you mean/i);
  expect(answer.body).not.toMatch(/"(practice|slug|PortalViewer|PORTAL|token)"/);
});

test('tells of a bug of its own nothing but a reference, under which the log has the rest', async () => {
  const practice = await openPractice(product);
  await product.sql('ALTER TABLE portal_address RENAME TO hidden_table');
  const answer = await product.apiClient().requestSignInLink(practice.slug, 'jamie@client.example');
  await product.sql('ALTER TABLE hidden_table RENAME TO portal_address');

  expect(answer.code).toBe('INTERNAL_SERVER_ERROR');
  expect(Object.keys(answer.extensions).toSorted()).toEqual(['code', 'reference']);
  expect(answer.body).not.toMatch(/portal_address|relation|SELECT|INSERT|stack|\/src\/|\.ts|node_modules/i);
  const reference = String(answer.extensions['reference']);
  expect(product.log.some((line) => line.includes(reference) && line.includes('portal_address'))).toBe(true);
  expect(product.log.join('')).not.toContain('jamie@client.example');
});
