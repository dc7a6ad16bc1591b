import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addClient, openPractice, openTestProduct, type TestProduct } from '../../test/product.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ JOBS: 'off', INTROSPECTION: 'off' });
});
afterAll(async () => product.close());

const repeat = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join(' ');

const wide =
  'accesses { id otherClients { accesses { id person email } } lastSignIn { at method email } pin { triesLeft } }';
const both = `${wide} activity(first: 100) { edges { node { summary delivery { explanation } } } }`;
const hostile: [name: string, query: string][] = [
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
  ['has too many words', `{ ${repeat(2500, () => 'me')} }`],
  ['names a field too often', `{ me { ${repeat(1900, () => 'email')} } }`],
  [
    'names a field too often in a fragment',
    `{ me { ...F ...F } } fragment F on PortalViewer { ${repeat(1800, () => 'email')} }`,
  ],
  ['repeats a directive', `{ me { email ${repeat(240, () => '@skip(if: false)')} } }`],
  ['declares hundreds of variables', `query (${repeat(480, (n) => `$v${n}: Int`)}) { me { email } }`],
  [
    'spreads each fragment in every other one',
    `{ me { ...F0 } } ${repeat(28, (n) => `fragment F${n} on PortalViewer { ${repeat(28, (m) => `...F${m}`)} }`)}`,
  ],
  ['subscribes', 'subscription { me }'],
  ['asks for too much at once', `{ ${repeat(9, (n) => `a${n}: clients { edges { node { ${both} } } }`)} }`],
  ['goes round in circles', '{ me { ...A } } fragment A on PortalViewer { ...B } fragment B on PortalViewer { ...A }'],
];

test.each(hostile)('refuses a document that %s, and says why', async (_, query) => {
  const answer = await product.visitor().ask(query);
  expect(answer.status).toBe(400);
  expect(answer.code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
  expect(answer.message).toMatch(/^[A-Z].{10,}\.$/);
});

/** A tenth of it is usual. */
const mostMs = 100;

test.each(hostile)('spends less than a tenth of a second on a document that %s', async (_, query) => {
  const spent: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    // What other processes of a busy machine take does not count; the best of three leaves compiling and cleaning out.
    const before = process.cpuUsage();
    await product.visitor().ask(query);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  expect(Math.min(...spent)).toBeLessThan(mostMs);
});

const nested = (levels: number) =>
  `{ ${repeat(levels - 1, (n) => (n === 0 ? 'me {' : 'portal {'))} name ${'}'.repeat(levels - 1)} }`;
const inFragments = (levels: number) =>
  `{ ...F0 } ${repeat(levels - 1, (n) => `fragment F${n} on Query { me { ...F${n + 1} } }`)} fragment F${levels - 1} on Query { a }`;

test.each([
  ['levels of nesting', 10, nested, /nested deeper/],
  ['levels of nesting in fragments', 10, inFragments, /nested deeper/],
  ['aliases', 20, (count: number) => `{ ${repeat(count, (n) => `a${n}: nothing`)} }`, /more than 20 aliases/],
  ['words and signs', 2000, (count: number) => `{ ${repeat(count - 2, () => 'nothing')} }`, /more than 2000 words/],
] as const)('allows as many %s as the documentation says: %i', async (name, most, write, refusal) => {
  const documented = readFileSync(new URL('../../../docs/api/limits.md', import.meta.url), 'utf8');
  const row = documented.split('\n').find((line) => line.includes(name.split(' in ')[0] ?? name));
  expect(row).toContain(` ${most.toLocaleString('en-US')} `);

  // Neither fits the schema; only the larger one is too large.
  expect((await product.visitor().ask(write(most))).body).not.toMatch(refusal);
  expect((await product.visitor().ask(write(most + 1))).body).toMatch(refusal);
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
  expect((await product.visitor().ask(query)).data).toEqual({ me: null });
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

  expect(await product.visitor().ask(aimed)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  const [pin] = await product.sql<{ tries: number }>('SELECT tries FROM pin WHERE portal_account_id = $1', [
    portalAccountId,
  ]);
  expect(pin).toEqual({ tries: 0 });
});

test('refuses a body that is too large before it reads it', async () => {
  const padding = `{ me { email } } # ${'x'.repeat(64 * 1024)}`;
  expect((await product.visitor().ask(padding)).status).toBe(413);
});

test('does not tell its schema where that is switched off', async () => {
  for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Client") { fields { name } } }']) {
    const answer = await product.visitor().ask(query);
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
  const answer = await product.visitor().ask(query, variables);
  expect(answer.status).toBe(400);
  expect(answer.body).not.toMatch(/did you mean/i);
  expect(answer.body).not.toMatch(/"(practice|slug|PortalViewer|PORTAL|token)"/);
});

test('tells of a bug of its own nothing but a reference, under which the log has the rest', async () => {
  const practice = await openPractice(product);
  await product.sql('ALTER TABLE portal_address RENAME TO hidden_table');
  const answer = await product.visitor().requestSignInLink(practice.slug, 'jamie@client.example');
  await product.sql('ALTER TABLE hidden_table RENAME TO portal_address');

  expect(answer.code).toBe('INTERNAL_SERVER_ERROR');
  expect(Object.keys(answer.extensions).toSorted()).toEqual(['code', 'reference']);
  expect(answer.body).not.toMatch(/portal_address|relation|SELECT|INSERT|stack|\/src\/|\.ts|node_modules/i);
  const reference = String(answer.extensions['reference']);
  expect(product.log.some((line) => line.includes(reference) && line.includes('portal_address'))).toBe(true);
  expect(product.log.join('')).not.toContain('jamie@client.example');
});
