import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '../lib/logger.ts';
import { type Due, noPractice, Poller, type Queue } from './poller.ts';

const practices = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const [big = '', small = '', failing = ''] = practices;

const log: string[] = [];
const logger = createLogger('error', { write: (line) => void log.push(line) });

let pool: pg.Pool;
let pollers: Poller[] = [];

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: process.env['TEST_DATABASE_URL'], max: 8 });
  await pool.query('DROP TABLE IF EXISTS chore');
  await pool.query(`CREATE TABLE chore (practice_id uuid, id uuid DEFAULT gen_random_uuid(), number serial,
    claimed_until timestamptz, settled_at timestamptz, settled_with int, PRIMARY KEY (practice_id, id))`);
});
afterEach(async () => {
  await stop();
  log.length = 0;
  await pool.query('TRUNCATE chore');
});
afterAll(async () => {
  await pool.query('DROP TABLE chore');
  await pool.end();
});

interface Chore {
  practiceId: string;
  id: string;
  number: number;
}

const free = 'settled_at IS NULL AND (claimed_until IS NULL OR claimed_until < now())';

async function discover(after: string): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `SELECT practice_id AS "practiceId", array_agg(id) AS ids
       FROM (SELECT practice_id, id FROM chore WHERE practice_id > $1 AND ${free} ORDER BY practice_id LIMIT 100) due
      GROUP BY practice_id ORDER BY practice_id`,
    [after],
  );
  return rows;
}

async function claim({ practiceId }: Due, most: number): Promise<Chore[]> {
  const { rows } = await pool.query<Chore>(
    `UPDATE chore SET claimed_until = now() + interval '30 seconds'
      WHERE practice_id = $1 AND id = ANY (ARRAY(
        SELECT id FROM chore WHERE practice_id = $1 AND ${free} ORDER BY number LIMIT $2 FOR UPDATE SKIP LOCKED))
     RETURNING practice_id AS "practiceId", id, number`,
    [practiceId, most],
  );
  return rows;
}

async function settle(practiceId: string, done: readonly string[]): Promise<void> {
  await pool.query(
    'UPDATE chore SET settled_at = clock_timestamp(), settled_with = $3 WHERE practice_id = $1 AND id = ANY ($2)',
    [practiceId, done, done.length],
  );
}

const queue = (rest: Partial<Queue<Chore, string>>): Queue<Chore, string> => ({
  name: 'chores',
  pollSeconds: 0.02,
  practicesAtOnce: 2,
  rowsPerClaim: 50,
  rowsAtOnce: 100,
  discover,
  claim,
  do: async ({ id }) => id,
  settle,
  ...rest,
});

const poll = (...queues: Queue<Chore, string>[]) => void pollers.push(new Poller(queues, logger));

async function stop(): Promise<void> {
  await Promise.all(pollers.map((poller) => poller.stop(5000)));
  pollers = [];
}

const add = (practiceId: string, count: number) =>
  pool.query('INSERT INTO chore (practice_id) SELECT $1 FROM generate_series(1, $2)', [practiceId, count]);

async function countOf(condition: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM chore WHERE ${condition}`);
  return rows[0]?.count ?? 0;
}

const untilLeft = (count: number) =>
  vi.waitUntil(async () => (await countOf('settled_at IS NULL')) === count, { timeout: 10_000, interval: 10 });

test('does each row once when two processes poll, and settles many at once', async () => {
  await add(big, 3000);
  await add(small, 40);
  const done: string[] = [];
  const noting = queue({ do: async ({ id }) => (done.push(id), id) });
  poll(noting);
  poll(noting);
  await untilLeft(0);
  expect(done).toHaveLength(3040);
  expect(new Set(done).size).toBe(3040);
  expect(await countOf('settled_with >= 20')).toBeGreaterThan(2000);
});

test('hides nobody behind a practice with far more to do', async () => {
  await add(big, 5000);
  await add(small, 1);
  poll(queue({}));
  await vi.waitUntil(async () => (await countOf(`practice_id = '${small}' AND settled_at IS NULL`)) === 0);
  expect(await countOf(`practice_id = '${big}' AND settled_at IS NULL`)).toBeGreaterThan(2000);
});

test('lets a slow row and one that fails hold up no other', async () => {
  await add(small, 10);
  const slow = Promise.withResolvers<void>();
  poll(
    queue({
      async do({ id, number }) {
        if (number % 10 === 3) await slow.promise;
        if (number % 10 === 7) throw new Error('cannot be done');
        return id;
      },
    }),
  );
  await untilLeft(2);
  await add(small, 5);
  await vi.waitUntil(async () => (await countOf('settled_at IS NOT NULL')) >= 12);
  expect(log.join()).toContain('cannot be done');
  slow.resolve();
  await stop();
  expect(await countOf('settled_at IS NULL')).toBe(await countOf('number % 10 = 7'));
});

test('leaves a practice alone for a while whose claims fail, and goes on with the others', async () => {
  await add(failing, 1);
  await add(small, 1);
  let tries = 0;
  let looks = 0;
  poll(
    queue({
      async discover(after) {
        looks += 1;
        return discover(after);
      },
      async claim(due, most) {
        if (due.practiceId !== failing) return claim(due, most);
        tries += 1;
        throw new Error('no claim');
      },
    }),
  );
  await untilLeft(1);
  for (let more = 0; more < 10; more += 1) {
    await add(small, 1);
    await untilLeft(1);
  }
  expect(looks).toBeGreaterThan(10);
  expect(tries).toBeLessThan(5);
  expect(log.length).toBeLessThanOrEqual(tries);
});

test('looks again at once as long as anybody has more to do, though others have nothing', async () => {
  await add(big, 30);
  await add(small, 1);
  poll(
    queue({
      pollSeconds: 60,
      rowsPerClaim: 10,
      async claim(due, most) {
        const rows = await claim(due, due.practiceId === small ? 0 : most);
        // Whoever gets nothing answers last.
        if (rows.length === 0) await pool.query('SELECT pg_sleep(0.05)');
        return rows;
      },
    }),
  );
  await untilLeft(1);
});

test('takes a row up again whose process died, once its lease is over', async () => {
  await add(small, 2);
  await pool.query("UPDATE chore SET claimed_until = now() + interval '1 hour' WHERE number % 2 = 0");
  await pool.query("UPDATE chore SET claimed_until = now() - interval '1 second' WHERE number % 2 = 1");
  poll(queue({}));
  await untilLeft(1);
});

test('writes down what was done when the database is back', async () => {
  await add(small, 1);
  let tries = 0;
  poll(
    queue({
      async settle(practiceId, done) {
        tries += 1;
        if (tries === 1) throw new Error('away');
        await settle(practiceId, done);
      },
    }),
  );
  await untilLeft(0);
  expect(tries).toBe(2);
});

test.each([20, 30])('has no more than 30 rows in hand, claimed by %i', async (rowsPerClaim) => {
  await add(big, 60);
  await add(small, 60);
  let running = 0;
  let most = 0;
  poll(
    queue({
      rowsPerClaim,
      rowsAtOnce: 30,
      async do({ id }) {
        most = Math.max(most, (running += 1));
        await new Promise(setImmediate);
        running -= 1;
        return id;
      },
    }),
  );
  await untilLeft(0);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(30);
});

test('a claim may be all that there is to do, for rows without a practice, too', async () => {
  await add(noPractice, 3);
  const settleAtOnce: Partial<Queue<Chore, string>> = {
    async discover() {
      const ids = await countOf('settled_at IS NULL');
      return ids > 0 ? [{ practiceId: noPractice, ids: [] }] : [];
    },
    async claim(due, most) {
      const rows = await claim(due, most);
      const ids = rows.map(({ id }) => id);
      await settle(due.practiceId, ids);
      return rows;
    },
  };
  const { do: _do, settle: _settle, ...alone } = queue(settleAtOnce);
  poll(alone);
  await untilLeft(0);
  expect(await countOf('settled_with = 3')).toBe(3);
});

test('stops when what is in hand is done, and not later than it is told', async () => {
  await add(small, 1);
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  poll(
    queue({
      async do({ id }) {
        begun.resolve();
        await ended.promise;
        return id;
      },
    }),
  );
  await begun.promise;
  const [poller] = pollers;
  await poller?.stop(20);
  expect(await countOf('settled_at IS NULL')).toBe(1);
  ended.resolve();
  await stop();
  expect(await countOf('settled_at IS NULL')).toBe(0);
});
