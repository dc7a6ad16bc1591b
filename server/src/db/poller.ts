import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isOverWithin } from '../lib/is-over-within.ts';
import { RowLimit } from './row-limit.ts';

/** Where a turn over the practices begins: before the first of them. Rows that belong to no practice name it, too. */
export const noPractice = '00000000-0000-0000-0000-000000000000';

/** Rows of one practice that are due. */
export interface Due {
  practiceId: string;
  ids: readonly string[];
}

/**
 * Rows that say what is to be done, and how it is done. `Row` is what a claim takes in hand, `Done`
 * what comes of one such row.
 */
export interface Queue<Row = unknown, Done = unknown> {
  /** Its name in the log. */
  readonly name: string;
  /** The pause before the next poll when nothing was due, in seconds. */
  readonly pollSeconds: number;
  /** From how many practices this process claims at the same time. */
  readonly practicesAtOnce: number;
  /** How many rows one claim takes at most. */
  readonly rowsPerClaim: number;
  /** How many rows this process has claimed at most. */
  readonly rowsAtOnce: number;
  /**
   * Finds what is due, in the order of the practices, after the given one. It locks nothing and reads only what it
   * returns: a practice with many due rows fills one answer, and the next answer begins after it. An empty answer
   * means that no practice is left in this pass.
   */
  discover(after: string): Promise<readonly Due[]>;
  /**
   * Claims rows of one practice with a lease, and skips those that others are claiming (`FOR UPDATE SKIP LOCKED`).
   * Without a `do`, the claim itself does the work.
   *
   * @returns the rows that it claimed or settled.
   */
  claim(due: Due, most: number): Promise<readonly Row[]>;
  /** Processes one row. When it throws, the row can be claimed again after its lease. */
  do?(row: Row): Promise<Done>;
  /** Saves the results of several rows of one practice. */
  settle?(practiceId: string, done: readonly Done[]): Promise<void>;
}

/** How long results are gathered before they are settled together, in milliseconds. */
const gatherFor = 50;
/** How often saving results is tried; with the pauses, for less than a minute. */
const settleTries = 6;
/** The longest pause after errors in a row: of a queue as a whole, and of one practice in it. In seconds. */
const longestPause = { queue: 4, practice: 60 };

/** Of failures in a row the 1st, 2nd, 4th, 8th and so on are logged, so that an outage does not fill the disk. */
const isLogged = (failures: number) => Number.isInteger(Math.log2(failures));

const pauseAfter = (failures: number, longest: number) => Math.min(longest, 2 ** (failures - 1) / 2);

/**
 * Processes queues in the background. Each queue is polled at its own interval, and at once again while more is due.
 * Any number of processes may poll: the one that claims a row processes it.
 */
export class Poller {
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[];

  /** Starts to poll. */
  constructor(queues: readonly Queue[], logger: Logger) {
    const { signal } = this.#stopping;
    this.#running = queues.map((queue) => new QueueRun(queue, logger, signal).run());
  }

  /** Claims nothing more, and lets what is in hand finish, for at most the given milliseconds. */
  async stop(timeout: number): Promise<void> {
    this.#stopping.abort();
    await isOverWithin(Promise.all(this.#running), timeout);
  }
}

/** One queue, as this process works it off. */
class QueueRun {
  readonly #limit: RowLimit;
  readonly #working = new Set<Promise<void>>();
  /** Practices whose last claim failed. */
  readonly #failing = new Map<string, { failures: number; until: number }>();

  constructor(
    private readonly queue: Queue,
    private readonly logger: Logger,
    private readonly stopping: AbortSignal,
  ) {
    this.#limit = new RowLimit(queue.rowsPerClaim, queue.rowsAtOnce);
  }

  async run(): Promise<void> {
    for (let failures = 0; !this.stopping.aborted;) {
      try {
        const claimed = await this.#turn();
        failures = 0;
        if (!claimed) await this.#pause(this.queue.pollSeconds);
      } catch (error) {
        failures += 1;
        if (isLogged(failures)) {
          this.logger.error({ err: error, queue: this.queue.name, failures }, 'looking for work failed');
        }
        await this.#pause(pauseAfter(failures, longestPause.queue));
      }
    }
    await Promise.all(this.#working);
  }

  /** Goes over the practices once. Gives whether anything was claimed. */
  async #turn(): Promise<boolean> {
    let claimed = false;
    for (let after = noPractice; !this.stopping.aborted;) {
      const due = await this.queue.discover(after);
      const last = due.at(-1);
      if (!last) break;
      after = last.practiceId;
      // The workers share the iterator, so that each takes the next practice when it is done with one.
      const practices = due.values();
      const claimEach = async () => {
        for (const one of practices) if ((await this.#claim(one)) > 0) claimed = true;
      };
      await Promise.all(Array.from({ length: this.queue.practicesAtOnce }, claimEach));
      if (after === noPractice) break;
    }
    return claimed;
  }

  /** Claims rows of a practice and begins to do them. Gives how many. */
  async #claim(due: Due): Promise<number> {
    const { queue } = this;
    const { practiceId } = due;
    const failing = this.#failing.get(practiceId);
    if (failing && performance.now() < failing.until) return 0;
    const room = await this.#limit.take(gatherFor);
    let kept = 0;
    try {
      if (this.stopping.aborted) return 0;
      const rows = await queue.claim(due, room);
      this.#failing.delete(practiceId);
      if (queue.do && rows.length > 0) {
        kept = rows.length;
        this.#begin(practiceId, rows);
      }
      return rows.length;
    } catch (error) {
      this.#noteFailure(practiceId, error);
      return 0;
    } finally {
      this.#limit.giveBack(room - kept);
    }
  }

  #begin(practiceId: string, rows: readonly unknown[]): void {
    const work = this.#work(practiceId, rows).finally(() => void this.#working.delete(work));
    this.#working.add(work);
  }

  /** Does the rows at the same time, and settles together what is done within a moment: a slow one holds up no other. */
  async #work(practiceId: string, rows: readonly unknown[]): Promise<void> {
    const done: unknown[] = [];
    const all = Promise.all(
      rows.map(async (row) => {
        try {
          done.push(await this.queue.do?.(row));
        } catch (error) {
          this.logger.error({ err: error, queue: this.queue.name, practice: practiceId }, 'background work failed');
        } finally {
          this.#limit.giveBack(1);
        }
      }),
    );
    for (let over = false; !over;) {
      over = await isOverWithin(all, gatherFor);
      if (done.length > 0) await this.#settle(practiceId, done.splice(0));
    }
  }

  /** What was done is not forgotten because the database was away for a moment. */
  async #settle(practiceId: string, done: readonly unknown[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.queue.settle?.(practiceId, done);
      } catch (error) {
        const facts = { err: error, queue: this.queue.name, practice: practiceId, rows: done.length, tries };
        this.logger.error(facts, 'background work was done and could not be written down');
        if (tries === settleTries) return;
        await wait(pauseAfter(tries, longestPause.practice) * 1000);
      }
    }
  }

  #noteFailure(practiceId: string, error: unknown): void {
    const failures = (this.#failing.get(practiceId)?.failures ?? 0) + 1;
    const seconds = pauseAfter(failures, longestPause.practice);
    this.#failing.set(practiceId, { failures, until: performance.now() + seconds * 1000 });
    if (!isLogged(failures)) return;
    const facts = { err: error, queue: this.queue.name, practice: practiceId, failures, seconds };
    this.logger.error(facts, 'claiming work of a practice failed');
  }

  async #pause(seconds: number): Promise<void> {
    await wait(seconds * 1000, undefined, { signal: this.stopping }).catch(() => undefined);
  }
}
