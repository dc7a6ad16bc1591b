import { beforeAll, expect, test } from 'vitest';
import { sharedProduct, type TestProduct } from '../../test/product.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
});

const send = (payload: unknown, headers: Record<string, string> = {}) =>
  product.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  });

const two = 'query A { me { email } } query B { portal(slug: "nowhere") { name } }';

test.each([
  ['an empty object', {}, 'BAD_REQUEST'],
  ['a list', [{ query: '{ me { email } }' }], 'BAD_REQUEST'],
  ['text', '{ me { email } }', 'BAD_REQUEST'],
  ['nothing', null, 'BAD_REQUEST'],
  ['a query that is no text', { query: { me: true } }, 'BAD_REQUEST'],
  ['an empty query', { query: '' }, 'BAD_REQUEST'],
  ['an operationName that is no text', { query: two, operationName: 1 }, 'BAD_REQUEST'],
  ['variables that are a list', { query: '{ me { email } }', variables: [] }, 'BAD_REQUEST'],
  ['variables that are text', { query: '{ me { email } }', variables: '{}' }, 'BAD_REQUEST'],
  ['a query that does not parse', { query: '{ me { email }' }, 'GRAPHQL_PARSE_FAILED'],
  ['nothing but a comment', { query: '# me' }, 'GRAPHQL_PARSE_FAILED'],
  ['a query that does not fit', { query: '{ you }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['nothing but a fragment', { query: 'fragment F on PortalViewer { email }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['two operations and no name', { query: two }, 'OPERATION_RESOLUTION_FAILURE'],
  ['two operations and another name', { query: two, operationName: 'C' }, 'OPERATION_RESOLUTION_FAILURE'],
  ['one operation and another name', { query: '{ me { email } }', operationName: 'C' }, 'OPERATION_RESOLUTION_FAILURE'],
  ['no value where one is needed', { query: 'query ($s: String!) { portal(slug: $s) { name } }' }, 'BAD_USER_INPUT'],
])('refuses %s and says why', async (_, body, code) => {
  const answer = await send(body);
  expect(answer.statusCode).toBe(400);
  const [error, ...more] = answer.json().errors;
  expect(error).toMatchObject({ message: expect.stringMatching(/^[A-Z].{10,}\.$/), extensions: { code } });
  expect(more).toEqual([]);
  expect(answer.json()).not.toHaveProperty('data');
});

test('runs the operation that is named', async () => {
  expect((await send({ query: two, operationName: 'A' })).json()).toEqual({ data: { me: null } });
  expect((await send({ query: two, operationName: 'B', variables: null })).json()).toEqual({ data: { portal: null } });
});

test('answers the same to a document that is sent again, also one that was refused', async () => {
  for (const query of ['{ me { email } }', '{ you }', two]) {
    const [first, again] = [await send({ query }), await send({ query })];
    expect(again.body).toBe(first.body);
    expect(again.statusCode).toBe(first.statusCode);
  }
});

test('tells clients that send only a document’s hash to send all of it', async () => {
  const answer = await send({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } });
  expect(answer.statusCode).toBe(200);
  expect(answer.json().errors[0].message).toBe('PersistedQueryNotSupported');
});

test.each([
  ['application/json', 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
  ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
])('answers who accepts %s with it', async (accept, type) => {
  const answer = await send({ query: '{ me { email } }' }, { accept });
  expect(answer.headers['content-type']).toBe(type);
  expect(answer.json()).toEqual({ data: { me: null } });
});

test('what one field’s fault is comes beside the data, with its place', async () => {
  const answer = await send({ query: '{ me { email } client(id: "x") { id } }' });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    data: { me: null, client: null },
    errors: [{ path: ['client'], locations: [{ line: 1, column: 16 }], extensions: { code: 'UNAUTHENTICATED' } }],
  });
});
