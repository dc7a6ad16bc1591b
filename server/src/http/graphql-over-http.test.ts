import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { auditServer } from 'graphql-http';
import { beforeAll, expect, test } from 'vitest';
import { addKey, type TestKey } from '../../test/api-key.ts';
import { listen } from '../../test/program.ts';
import { openPractice, sharedProduct, signInAsStaff, type TestPractice, type TestProduct } from '../../test/product.ts';

let product: TestProduct;
let practice: TestPractice;
let key: TestKey;
let url: string;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
  key = await addKey(product, practice);
  url = await listen(product);
});

const get = (search: Record<string, string>, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  product.app.inject({ method, url: `/graphql?${new URLSearchParams(search).toString()}`, headers });

test('passes every audit of graphql-http', async () => {
  const results = await auditServer({ url });
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  expect(results).toHaveLength(61);
});

test('answers a query that comes by GET, with variables and the operation that is meant', async () => {
  const query = 'query A($slug: String!) { portal(slug: $slug) { slug } } query B { me { email } }';
  const variables = JSON.stringify({ slug: practice.slug });
  const answer = await get({ query, variables, operationName: 'A' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  expect(answer.json()).toEqual({ data: { portal: { slug: practice.slug } } });
  expect((await get({ query, operationName: 'B' }, {}, 'HEAD')).statusCode).toBe(200);
});

test('tells tools its schema as they ask for it, where it may be read', async () => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });
  const { data } = await product.apiClient().execute(query);
  expect(buildClientSchema(data as unknown as IntrospectionQuery).getMutationType()?.name).toBe('Mutation');
});

test.each(['GET', 'HEAD'] as const)('runs no mutation by %s', async (method) => {
  const query = 'mutation { createClient(input: { firstName: "Robin", lastName: "Vale" }) { id } }';
  const answer = await get({ query }, key.headers, method);
  expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST']);
  expect(await product.sql('SELECT 1 FROM client WHERE practice_id = $1', [practice.practiceId])).toEqual([]);
});

test('knows a program by its key when it asks by GET, and nobody by a cookie', async () => {
  const query = '{ practice { slug } }';
  expect((await get({ query }, key.headers)).json()).toEqual({ data: { practice: { slug: practice.slug } } });

  const staff = await signInAsStaff(product, practice.ownerEmail);
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  expect((await get({ query: '{ staff { email } }' }, { cookie })).json()).toEqual({ data: { staff: null } });
  expect((await get({ query }, { cookie })).json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

test.each([
  ['no query', {}],
  ['variables that are no JSON', { query: '{ me { email } }', variables: '{' }],
  ['variables that are a list', { query: '{ me { email } }', variables: '[]' }],
])('refuses a GET with %s, and says why', async (_, search) => {
  const answer = await get(search);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0]).toMatchObject({
    message: expect.stringMatching(/^[A-Z].{10,}\.$/),
    extensions: { code: 'BAD_REQUEST' },
  });
});

test('tells of a request that does not fit by the status, but for who names only the older media type', async () => {
  const statusFor = async (accept: string, payload: object) => {
    const headers = { 'content-type': 'application/json', accept };
    return (await product.app.inject({ method: 'POST', url: '/graphql', headers, payload })).statusCode;
  };
  expect(await statusFor('application/graphql-response+json, application/json;q=0.9', { query: '{ you }' })).toBe(400);
  expect(await statusFor('*/*', { query: '{ you }' })).toBe(400);
  expect(await statusFor('application/json', { query: '{ you }' })).toBe(200);
  expect(await statusFor('application/json', {})).toBe(400);
});

test('looks into no Accept that is longer than any client needs', async () => {
  const accept = 'application/graphql-response+json';
  const typeFor = async (header: string) =>
    (await get({ query: '{ me { email } }' }, { accept: header })).headers['content-type'];
  expect(await typeFor(accept)).toBe('application/graphql-response+json; charset=utf-8');
  expect(await typeFor(`${accept}${', a/b'.repeat(100)}`)).toBe('application/json; charset=utf-8');
});

test('acts once, and answers in JSON, also for who accepts neither media type', async () => {
  const query = 'mutation { createClient(input: { firstName: "Robin", lastName: "Hill" }) { id } }';
  const headers = { ...key.headers, 'content-type': 'application/json', accept: 'text/plain' };
  const answer = await product.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
});
