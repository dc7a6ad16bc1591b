import type { Logger } from 'pino';
import type { Queryable } from './database.ts';
import { type Due, noPractice, type Queue } from './poller.ts';
import { sql } from './sql.ts';
import { statement } from './statement.ts';

/** A scheduled task. */
export interface ScheduledTask {
  /** Its key in the table. */
  readonly name: string;
  /** The interval from its end to its next start, in seconds. */
  readonly everySeconds: number;
  /** The lease, in seconds; later another server starts it again. */
  readonly leaseSeconds: number;
  /** @returns the result, for operators. */
  run(): Promise<string>;
}

/** A task that ran, with its result. */
interface Ended {
  name: string;
  everySeconds: number;
  result: string;
}

const add = statement<never, { names: readonly string[] }>(
  'scheduled-task.add',
  sql`INSERT INTO scheduled_task (name) SELECT unnest(:names::text[]) ON CONFLICT (name) DO NOTHING`,
);

const discover = statement<{ name: string }>(
  'scheduled-task.discover',
  sql`SELECT name FROM scheduled_task WHERE due_at <= now() AND (claimed_until IS NULL OR claimed_until <= now())`,
);

const claim = statement<{ name: string }, { name: string; leaseSeconds: number }>(
  'scheduled-task.claim',
  sql`
  UPDATE scheduled_task SET claimed_until = now() + make_interval(secs => :leaseSeconds)
   WHERE name = :name AND due_at <= now() AND (claimed_until IS NULL OR claimed_until <= now())
  RETURNING name`,
);

const end = statement<never, { name: string; everySeconds: number; result: string }>(
  'scheduled-task.end',
  sql`
  UPDATE scheduled_task
     SET claimed_until = NULL, due_at = now() + make_interval(secs => :everySeconds), ended_at = now(), result = :result
   WHERE name = :name`,
);

/** The queue of scheduled tasks. A task that fails runs again at its next time. */
export function scheduledTaskQueue(
  database: Queryable,
  tasks: readonly ScheduledTask[],
  logger: Logger,
): Queue<ScheduledTask, Ended> {
  let added: Promise<unknown> | undefined;
  return {
    name: 'scheduled tasks',
    pollSeconds: 1,
    practicesAtOnce: 1,
    rowsPerClaim: tasks.length,
    rowsAtOnce: tasks.length,
    async discover(after): Promise<Due[]> {
      if (after !== noPractice) return [];
      await (added ??= database.run(add, { names: tasks.map(({ name }) => name) }));
      const due = await database.run(discover, {});
      return due.length === 0 ? [] : [{ practiceId: noPractice, ids: due.map(({ name }) => name) }];
    },
    async claim({ ids }) {
      const claimed: ScheduledTask[] = [];
      for (const task of tasks.filter(({ name }) => ids.includes(name))) {
        const { name, leaseSeconds } = task;
        if ((await database.run(claim, { name, leaseSeconds })).length === 1) claimed.push(task);
      }
      return claimed;
    },
    async do({ name, everySeconds, run }) {
      const result = await run().catch((error: unknown) => {
        logger.error({ err: error, task: name }, 'a scheduled task failed');
        return `failed: ${error instanceof Error ? error.name : 'unknown'}`;
      });
      return { name, everySeconds, result };
    },
    async settle(_, ended) {
      for (const each of ended) await database.run(end, each);
    },
  };
}
