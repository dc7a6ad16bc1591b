import { beforeAll, expect, test } from 'vitest';
import { addKey } from '../../test/api-key.ts';
import { openPractice, sharedProduct, type TestProduct } from '../../test/product.ts';
import { apiBudget } from './api-budget.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
});

const query = '{ practice { id } }';
const spent = (id: string, points: number) =>
  product.sql('UPDATE api_budget SET spent = $2 WHERE id = $1', [id, points]);

test('every answer to a key has the remaining budget, and a refusal has Retry-After', async () => {
  const practice = await openPractice(product);
  const key = await addKey(product, practice);
  const program = product.apiClient(key.headers);
  const first = await program.execute(query);
  expect(first.headers['ratelimit-policy']).toBe('"key";q=6000;w=60, "practice";q=18000;w=60');
  expect(first.headers['ratelimit']).toMatch(/^"key";r=5999;t=\d+, "practice";r=17999;t=\d+$/);
  expect((await program.execute('mutation { signOut }')).headers['ratelimit']).toMatch(/^"key";r=5989;/);

  await spent(key.id, apiBudget.key);
  const refused = await program.execute(query);
  expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', data: {} });
  const seconds = Number(refused.extensions['retryAfterSeconds']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(apiBudget.windowSeconds);
  expect(refused.headers['retry-after']).toBe(String(seconds));
  expect(refused.headers['ratelimit']).toBe(`"key";r=0;t=${seconds}`);

  await product.sql('UPDATE api_budget SET ends_at = now() WHERE id = $1', [key.id]);
  const later = await program.execute(query);
  expect(later.code).toBeUndefined();
  expect(later.headers['ratelimit']).toMatch(/^"key";r=5999;t=60,/);
});

test('a key over its budget does not affect the others, unless the practice is over its own', async () => {
  const practice = await openPractice(product);
  const [greedy, modest] = [await addKey(product, practice), await addKey(product, practice)];
  await product.apiClient(greedy.headers).execute(query);
  await spent(greedy.id, apiBudget.key);
  for (let n = 0; n < 5; n += 1) expect((await product.apiClient(greedy.headers).execute(query)).status).toBe(429);
  const answer = await product.apiClient(modest.headers).execute(query);
  expect(answer.status).toBe(200);
  expect(answer.headers['ratelimit']).toContain('"practice";r=17998');

  await spent(practice.practiceId, apiBudget.practice);
  const refused = await product.apiClient(modest.headers).execute(query);
  expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  expect(refused.headers['ratelimit']).toMatch(/"practice";r=0;/);
  const elsewhere = await addKey(product, await openPractice(product));
  expect((await product.apiClient(elsewhere.headers).execute(query)).status).toBe(200);
});

test('a refused request has done nothing', async () => {
  const practice = await openPractice(product);
  const key = await addKey(product, practice);
  const program = product.apiClient({ ...key.headers, 'idempotency-key': 'order-1' });
  await program.execute(query);
  await spent(key.id, apiBudget.key);
  const create = 'mutation { createClient(input: { firstName: "Robin", lastName: "Vale" }) { name } }';
  expect((await program.execute(create)).status).toBe(429);
  expect(await product.sql('SELECT 1 FROM client WHERE practice_id = $1', [practice.practiceId])).toEqual([]);
  await product.sql('UPDATE api_budget SET ends_at = now() WHERE id = $1', [key.id]);
  expect((await program.execute(create)).data.createClient).toEqual({ name: 'Robin Vale' });
});

test('browsers have no budget and get no such headers', async () => {
  expect((await product.apiClient().execute('{ me { email } }')).headers['ratelimit']).toBeUndefined();
});
