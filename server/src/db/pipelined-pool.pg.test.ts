import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PipelinedPool } from './pipelined-pool.ts';

/** By which the test tells these connections from everyone else's. */
const name = `shared_${crypto.randomUUID()}`;
const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
url.searchParams.set('application_name', name);

let watcher: pg.Client;
let shared: PipelinedPool;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  watcher = new pg.Client(process.env['TEST_DATABASE_URL']);
  await watcher.connect();
  shared = new PipelinedPool(url.href, { connections: 2, statements: 3 });
});
afterEach(async () => {
  await shared.close();
  await watcher.end();
  vi.useRealTimers();
});

const answerOf = async (text: string, values: unknown[] = []) => (await shared.send({ text, values }))?.rows;
const echo = (number: number) => answerOf('SELECT $1::int AS number', [number]);
const openOnes = async () => {
  const { rows } = await watcher.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE application_name = $1',
    [name],
  );
  return rows.map(({ pid }) => pid);
};

/** Fills the room with statements that wait for the watcher's lock. */
async function fill(): Promise<Promise<unknown>[]> {
  await watcher.query('SELECT pg_advisory_lock(7)');
  return Array.from({ length: 6 }, () => answerOf('SELECT pg_advisory_xact_lock_shared(7)'));
}

test('each statement has its own answer, also beside one that fails', async () => {
  const [one, failed, two, three] = await Promise.allSettled([
    echo(1),
    answerOf('SELECT 1 / $1::int', [0]),
    echo(2),
    echo(3),
  ]);
  expect(one).toMatchObject({ value: [{ number: 1 }] });
  expect(failed).toMatchObject({ reason: { message: 'division by zero' } });
  expect(two).toMatchObject({ value: [{ number: 2 }] });
  expect(three).toMatchObject({ value: [{ number: 3 }] });
  expect(await openOnes()).toHaveLength(2);
});

test('one is enough as long as nothing is sent at the same time', async () => {
  for (const number of [1, 2, 3]) expect(await echo(number)).toEqual([{ number }]);
  expect(await openOnes()).toHaveLength(1);
});

test('nothing more is taken when all that may be are under way', async () => {
  const waiting = await fill();
  expect(shared.send({ text: 'SELECT 1' })).toBeUndefined();
  await watcher.query('SELECT pg_advisory_unlock(7)');
  await Promise.all(waiting);
  expect(await echo(1)).toEqual([{ number: 1 }]);
});

test('a connection that breaks fails what is under way, and the next statement opens another', async () => {
  const waiting = Promise.allSettled(await fill());
  await expect.poll(openOnes).toHaveLength(2);
  await watcher.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [name]);
  expect(new Set((await waiting).map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect(await echo(1)).toEqual([{ number: 1 }]);
});

test('what nobody has used for a while is closed, but for one', async () => {
  await Promise.all([echo(1), echo(2)]);
  expect(await openOnes()).toHaveLength(2);
  vi.advanceTimersByTime(240_000);
  await expect.poll(openOnes).toHaveLength(1);
  expect(await echo(3)).toEqual([{ number: 3 }]);
  expect(await openOnes()).toHaveLength(1);
});

test('a statement is planned once, not for each of its values', async () => {
  const named = (number: number) => shared.send({ name: 'echo', text: 'SELECT $1::int AS number', values: [number] });
  for (const number of [1, 2, 3]) await named(number);
  expect(await answerOf('SELECT generic_plans, custom_plans FROM pg_prepared_statements')).toEqual([
    { generic_plans: '3', custom_plans: '0' },
  ]);
});

test('a database that is not there is told by the first statement', async () => {
  const nowhere = new PipelinedPool('postgres://nobody@127.0.0.1:1/none', { connections: 1, statements: 1 });
  await expect(nowhere.send({ text: 'SELECT 1' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await nowhere.close();
});
