import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPooler } from '../src/db/find-pooler.ts';
import { issueLink } from './credentials.ts';
import { pgbouncer, startPooler, type Pooler } from './pooler.ts';
import { addClient, openPractice, type TestPractice } from './product.ts';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

// With CI set, what is missing is a failure.
const missing = pgbouncer === undefined && process.env['CI'] === undefined;

let group: ServerGroup;
let practice: TestPractice;
let pooler: Pooler | undefined;

beforeAll(async () => {
  group = await openServerGroup();
  practice = await openPractice(group.product);
});
afterAll(async () => {
  await group.close();
  await pooler?.stop();
});

test('straight to Postgres, statements have names', async () => {
  expect(await findPooler(group.url)).toEqual({ pooled: false, namedStatements: true });
});

describe.skipIf(missing)('through PgBouncer in transaction mode', () => {
  test(
    'behind a pooler that does not carry names, a server does without them and says so',
    { timeout: 60_000 },
    async () => {
      pooler = await startPooler(group.url);
      const between = await findPooler(pooler.url);
      expect(between.pooled).toBe(true);
      const server = await group.startServer({ DATABASE_URL: pooler.url });
      expect(server.output.includes('does not carry named statements')).toBe(!between.namedStatements);

      const clients = await Promise.all(Array.from({ length: 12 }, () => addClient(group.product, practice)));
      const signedIn = await Promise.all(
        clients.map(async (client) => {
          const apiClient = server.apiClient();
          await apiClient.redeemLink(await issueLink(group.product, practice, client));
          return apiClient.me();
        }),
      );
      expect(signedIn).toEqual(clients.map(({ email }) => email));
    },
  );

  test('with a single connection behind the pooler, names are given up', { timeout: 30_000 }, async () => {
    const single = await startPooler(group.url, 'default_pool_size = 1');
    try {
      expect(await findPooler(single.url)).toEqual({ pooled: true, namedStatements: false });
    } finally {
      await single.stop();
    }
  });
});
