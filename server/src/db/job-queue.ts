import { setTimeout } from 'node:timers/promises';
import { PgBoss, type Job, type Queue, type WorkOptions } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from './database.ts';

/** A kind of background job: its queue, and how often a failed one is tried again. */
export interface JobKind<Data extends object> {
  readonly queue: string;
  readonly options: Omit<Queue, 'name'>;
  /** Never set; it carries the type of what a job is given. */
  readonly data?: Data;
}

/** How a kind of job is worked off in this process. */
export interface JobWork<Data extends object> {
  readonly kind: JobKind<Data>;
  readonly options: WorkOptions;
  /** When a job of this kind comes by itself, as a cron expression in UTC. */
  readonly schedule?: string;
  /** Does the jobs of one fetch; when it throws, all of them are tried again. */
  handle(jobs: Job<Data>[]): Promise<void>;
}

/**
 * Work whose rows are their own queue: looked for at a steady beat, whoever causes it and when. It
 * needs no job, and so costs whoever causes it nothing.
 */
export interface Watch {
  /** What the log calls it. */
  readonly queue: string;
  /** The pause before the next look when nothing more was waiting, in seconds. */
  readonly pauseSeconds: number;
  /** Does what waits; true when more may be waiting. */
  look(): Promise<boolean>;
}

/** The background jobs, kept by pg-boss in the product's own database. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #insertTexts = new Map<string, string>();
  readonly #workers = new Map<string, string[]>();
  readonly #stopping = new AbortController();
  readonly #watched: Promise<void>[] = [];

  private constructor(
    boss: PgBoss,
    private readonly logger: Logger,
  ) {
    this.#boss = boss;
  }

  /**
   * Opens the queues.
   *
   * @param working whether this process also works jobs off and keeps the queues tidy.
   */
  static async open(
    database: Database,
    kinds: readonly JobKind<object>[],
    how: { embedded: boolean; working: boolean; logger: Logger },
  ): Promise<JobQueue> {
    const boss = new PgBoss({
      db: { executeSql: database.executeSql },
      backend: how.embedded ? 'pglite' : 'postgres',
      supervise: how.working,
      schedule: how.working,
      superviseIntervalSeconds: 10,
      // Without it a job whose server died is looked for once a minute only.
      monitorIntervalSeconds: 10,
    });
    boss.on('error', (error) => how.logger.error({ err: error }, 'the job queue met an error'));
    await boss.start();

    const queue = new JobQueue(boss, how.logger);
    for (const kind of kinds) await queue.#create(kind);
    return queue;
  }

  /**
   * The text of a data-modifying statement that queues jobs, to stand inside a larger statement, so
   * that a job is committed with the act that calls for it and costs no round trip of its own.
   *
   * @param jobs an SQL expression giving a JSON array of `{ "data": …, "priority": …, "startAfter": … }`,
   * empty for none.
   */
  insertText(kind: JobKind<object>, jobs: string): string {
    const text = this.#insertTexts.get(kind.queue);
    if (!text) throw new Error(`the queue ${kind.queue} was not opened`);
    return text.replace('$1::text::json', () => `(${jobs})::json`);
  }

  /** Works jobs off in this process from now on. */
  async work<Data extends object>({ kind, options, schedule, handle }: JobWork<Data>): Promise<void> {
    const { localConcurrency = 1, ...each } = options;
    const workers = this.#workers.get(kind.queue) ?? [];
    this.#workers.set(kind.queue, workers);
    // pg-boss starts several workers by itself too, but then tells the name of the first one only.
    for (let n = 0; n < localConcurrency; n += 1) {
      workers.push(await this.#boss.work<Data>(kind.queue, each, (jobs: Job<Data>[]) => handle(jobs)));
    }
    if (schedule) await this.#boss.schedule(kind.queue, schedule);
  }

  /** Keeps looking for work in this process until the queue stops. */
  watch(watch: Watch): void {
    this.#watched.push(this.#keepLooking(watch));
  }

  /** Tells this process that work of this kind may be waiting, so that it need not wait for its next look. */
  nudge({ queue }: { queue: string }): void {
    for (const worker of this.#workers.get(queue) ?? []) this.#boss.notifyWorker(worker);
  }

  /** Lets the jobs under way finish, for at most the given milliseconds, and takes no more. */
  async stop(timeout: number): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#watched);
    await this.#boss.stop({ graceful: true, timeout, close: false });
  }

  async #keepLooking({ queue, pauseSeconds, look }: Watch): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const found = await look().catch((error: unknown) => {
        this.logger.error({ err: error, queue }, 'background work met an error; it is tried again');
        return 'error' as const;
      });
      if (found === true) continue;
      const seconds = found === 'error' ? 1 : pauseSeconds;
      await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  async #create(kind: JobKind<object>): Promise<void> {
    await this.#boss.createQueue(kind.queue, kind.options);
    await this.#boss.updateQueue(kind.queue, kind.options);
    // Nothing is queued here: pg-boss only shows its statement, and remembers the queue's settings on the way.
    await this.#boss.insert(kind.queue, [{ data: {} }], {
      db: {
        executeSql: async (text: string) => {
          this.#insertTexts.set(kind.queue, text);
          return { rows: [] };
        },
      },
    });
    const text = this.#insertTexts.get(kind.queue);
    if (!text?.includes('$1::text::json'))
      throw new Error('pg-boss queues jobs in another way than this version expects');
  }
}
