import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addClient, openPractice, type TestPractice } from './product.ts';
import type { ServerProcess } from './server-process.ts';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

let group: ServerGroup;
let practice: TestPractice;

beforeAll(async () => {
  group = await openServerGroup();
  practice = await openPractice(group.product);
});
afterAll(async () => group.close());

/** Asks again and again over a connection that stays open, until no connection is to be had; gives what came of it. */
async function askUntilRefused({ origin }: ServerProcess, answers: number[]): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { 'content-type': 'application/json' };
  try {
    for (;;) {
      const asking = request(`${origin}/graphql`, { method: 'POST', agent, headers });
      asking.end('{"query":"{ portal(slug: \\"harbor\\") { name } }"}');
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      await answer.resume().toArray();
      answers.push(answer.statusCode ?? 0);
    }
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  } finally {
    agent.destroy();
  }
}

test(
  'a server that is told to stop under load answers what was asked, and ends within ten seconds',
  { timeout: 60_000 },
  async () => {
    const server = await group.startServer();
    const { email } = await addClient(group.product, practice);
    const lock = new pg.Client(group.url);
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE sign_in_request IN ACCESS EXCLUSIVE MODE');
    const underWay = server.apiClient().requestSignInLink(practice.slug, email);
    const answers: number[] = [];
    const askers = Array.from({ length: 20 }, () => askUntilRefused(server, answers));
    await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThan(40);

    const askedAt = performance.now();
    const stopped = server.stop();
    const ends = await Promise.all(askers);
    await lock.query('ROLLBACK');
    await lock.end();

    expect((await underWay).data.requestSignInLink).toBeDefined();
    expect(await stopped).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(new Set(ends)).toEqual(new Set(['ECONNREFUSED']));
    expect(await group.product.sql('SELECT 1 FROM sign_in_request WHERE email = $1', [email])).toHaveLength(1);
  },
);
