import { executeSql } from '../../test/execute-sql.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/migrated-database.ts';
import type { OpenDatabase } from './open-database.ts';
import { noPractice } from './poller.ts';
import { type ScheduledTask, scheduledTaskQueue } from './scheduled-tasks.ts';

let opened: OpenDatabase;
let ran: string[];

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await executeSql(opened.database, 'DELETE FROM scheduled_task');
  ran = [];
});

const task = (name: string, run?: () => Promise<string>): ScheduledTask => ({
  name,
  everySeconds: 60,
  leaseSeconds: 30,
  run: run ?? (async () => `run ${ran.push(name)}`),
});

const server = (...tasks: ScheduledTask[]) => scheduledTaskQueue(opened.database, tasks, pino({ level: 'silent' }));

/** What the poller of one server does when it looks once. */
async function look(queue: ReturnType<typeof server>): Promise<void> {
  for (const due of await queue.discover(noPractice)) {
    const claimed = await queue.claim(due, 10);
    const ended = await Promise.all(claimed.map(async (each) => queue.do?.(each)));
    await queue.settle?.(
      noPractice,
      ended.filter((each) => each !== undefined),
    );
  }
}

const pass = (seconds: number) =>
  executeSql(
    opened.database,
    `UPDATE scheduled_task SET due_at = due_at - make_interval(secs => $1),
                               claimed_until = claimed_until - make_interval(secs => $1)`,
    [seconds],
  );

const resultOf = async (name: string) =>
  (await executeSql(opened.database, 'SELECT result FROM scheduled_task WHERE name = $1', [name]))[0]?.['result'];

test('runs each task at once and then every so often, on one of the servers', async () => {
  const servers = [server(task('one'), task('two')), server(task('one'), task('two'))];
  await Promise.all(servers.map(look));
  expect(ran.toSorted()).toEqual(['one', 'two']);
  await pass(59);
  await Promise.all(servers.map(look));
  expect(ran).toHaveLength(2);
  await pass(2);
  await Promise.all(servers.map(look));
  expect(ran).toHaveLength(4);
  expect(await resultOf('one')).toMatch(/^run [34]$/);
});

test('runs a task again at its next time that failed, and says so in the table', async () => {
  const fails = server(task('one', async () => Promise.reject(new TypeError('no'))));
  await look(fails);
  expect(await resultOf('one')).toBe('failed: TypeError');
  await pass(61);
  await look(server(task('one')));
  expect(await resultOf('one')).toBe('run 1');
});

test('runs a task again whose server died, when its lease is over', async () => {
  const dying = server(task('one'));
  const [due] = await dying.discover(noPractice);
  expect(due && (await dying.claim(due, 10))).toHaveLength(1);
  await look(server(task('one')));
  expect(ran).toEqual([]);
  await pass(31);
  await look(server(task('one')));
  expect(ran).toEqual(['one']);
});
