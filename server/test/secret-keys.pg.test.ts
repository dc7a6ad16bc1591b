import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

let group: ServerGroup;

beforeAll(async () => {
  group = await openServerGroup();
});
afterAll(async () => group.close());

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const readyz = async (origin: string) => (await fetch(`${origin}/readyz`)).json() as Promise<{ status: string }>;

test(
  'a server whose key is not the one that the database knows says so and does not start',
  { timeout: 60_000 },
  async () => {
    await group.startServer({ SECRET_KEYS: key('k1', 1) });
    await expect(group.startServer({ SECRET_KEYS: `${key('k2', 2)},${key('k1', 3)}` })).rejects.toThrow(
      /The secret key k1 of this server is not the k1 that its database was used with\. Give every server the same SECRET_KEYS/,
    );
  },
);

test('a server that came to another database is not ready, and says why', { timeout: 60_000 }, async () => {
  const server = await group.startServer({ SECRET_KEYS: key('k3', 3) });
  await group.product.sql(`UPDATE secret_key_check SET value = 'another' WHERE key_id = 'k3'`);
  expect(await readyz(server.origin)).toEqual({ status: 'not ready', reason: 'secret keys' });
  await group.product.sql(`DELETE FROM secret_key_check WHERE key_id = 'k3'`);
  expect((await readyz(server.origin)).status).toBe('ready');
});

test(
  'of two servers that sign with different keys, both go on and the log says so once',
  { timeout: 60_000 },
  async () => {
    const { secretKeyCheck } = group.product.stores;
    await secretKeyCheck.remember();
    expect(await secretKeyCheck.compare()).toEqual(['k1']);
    await group.product.sql(`UPDATE secret_key_check SET signed_at = now() - interval '25 hours' WHERE key_id = 'k1'`);
    expect(await secretKeyCheck.compare()).toEqual([]);
    await group.product.sql(`UPDATE secret_key_check SET signed_at = now() WHERE key_id = 'k1'`);
    const { app, log } = group.product;
    for (let times = 0; times < 2; times += 1) expect((await app.inject('/readyz')).statusCode).toBe(200);
    expect(log.filter((line) => line.includes('another server signs with a secret key'))).toHaveLength(1);
  },
);
