import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiBudget } from '../src/api-keys/api-budget.ts';
import { addKey } from './api-key.ts';
import { issueStaffLink } from './credentials.ts';
import { openPractice, type TestPractice, type TestProduct } from './product.ts';
import type { ServerProcess } from './server-process.ts';
import { openTwoServers, type TwoServers } from './two-servers.ts';
import type { Answer } from './api-client.ts';

let two: TwoServers;
let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  two = await openTwoServers([{ JOBS: 'off' }, { JOBS: 'off' }]);
  ({ product } = two);
  practice = await openPractice(product);
});
afterAll(async () => two.close());

const create = `mutation ($lastName: String!) {
  createClient(input: { firstName: "Robin", lastName: $lastName }) { id name } }`;

async function count(table: 'client' | 'activity', where: string, value: string): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM ${table} WHERE ${where} = $1`;
  return (await product.sql<{ count: number }>(text, [value]))[0]?.count ?? 0;
}

/** Does it so many times at once, every other time at the other server. */
const atOnce = (times: number, act: (server: ServerProcess) => Promise<Answer>) =>
  Promise.all(Array.from({ length: times }, (_, n) => act(two.servers[n % 2 === 0 ? 0 : 1])));

test('a mutation that is sent fifty times at once over two servers acts once and answers all the same', async () => {
  const { headers, id } = await addKey(product, practice);
  const answers = await atOnce(50, (server) =>
    server.apiClient({ ...headers, 'idempotency-key': 'sync-1' }).execute(create, { lastName: 'Fifty' }),
  );
  expect(answers[0]?.data.createClient.name).toBe('Robin Fifty');
  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
  expect(answers.filter(({ headers: { 'idempotent-replayed': replayed } }) => replayed === 'true')).toHaveLength(49);
  expect(await count('client', 'last_name', 'Fifty')).toBe(1);
  expect(await count('activity', 'staff_member_id', id)).toBe(1);
});

test(
  'what a server was doing when it died is not done twice, and the sender is told',
  { timeout: 60_000 },
  async () => {
    const headers = { ...(await addKey(product, practice)).headers, 'idempotency-key': 'sync-2' };
    const dying = await two.startServer({ JOBS: 'off' });
    const next = two.servers[0].apiClient(headers);
    const send = (apiClient = next) => apiClient.execute(create, { lastName: 'Half' });

    // Not a connection of the product's, which ends a transaction that is idle for long.
    const holder = new pg.Client(two.url);
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE client IN ACCESS EXCLUSIVE MODE');
      const lost = send(dying.apiClient(headers)).catch(() => undefined);
      const claims = () => product.sql("SELECT 1 FROM idempotency_key WHERE key = 'sync-2'");
      await expect.poll(claims, { timeout: 10_000 }).toHaveLength(1);
      await dying.kill();
      await lost;
      // Nobody knows yet that it died: it may still be at work.
      const early = await send();
      expect(early).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', extensions: { retryAfterSeconds: 2 } });
      expect(early.headers['retry-after']).toBe('2');
    } finally {
      await holder.end();
    }

    await product.sql("UPDATE idempotency_key SET created_at = created_at - interval '1 minute' WHERE key = 'sync-2'");
    const told = await send();
    expect(told).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field: 'Idempotency-Key' } });
    expect(told.message).toMatch(/cut off/);
    expect(await count('client', 'last_name', 'Half')).toBeLessThanOrEqual(1);
  },
);

test('two servers share one budget: what is left is let through to the point, and no more', async () => {
  const { headers, id } = await addKey(product, practice);
  const ask = (server: ServerProcess) => server.apiClient(headers).execute('{ practice { id } }');
  await ask(two.servers[0]);
  await product.sql("UPDATE api_budget SET spent = $2, ends_at = now() + interval '1 hour' WHERE id = $1", [
    id,
    apiBudget.key - 10,
  ]);

  const answers = await atOnce(40, ask);

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(answers.filter(({ status, code }) => status === 429 && code === 'TOO_MANY_REQUESTS')).toHaveLength(30);
  const left = answers
    .filter(({ status }) => status === 200)
    .map(({ headers: { ratelimit } }) => /r=(\d+)/.exec(String(ratelimit))?.[1]);
  expect(left.map(Number).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a key revoked at one server is refused by the other at the next request', async () => {
  const key = await addKey(product, practice);
  const program = two.servers[1].apiClient(key.headers);
  expect((await program.execute('{ practice { id } }')).status).toBe(200);
  const owner = two.servers[0].apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
  const revoke = 'mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { id } }';
  expect((await owner.execute(revoke, { id: key.id })).code).toBeUndefined();
  expect(await program.execute('{ practice { id } }')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});
