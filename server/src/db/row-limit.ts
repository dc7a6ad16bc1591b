import { isOverWithin } from '../lib/is-over-within.ts';

/** How many rows of a queue a process has in hand at most, and how many one claim takes of them. */
export class RowLimit {
  #running = 0;
  /** Resolves when there is more room. */
  #freed = newSignal();

  constructor(
    private readonly rowsPerClaim: number,
    private readonly rowsAtOnce: number,
  ) {}

  /**
   * Waits for room and takes it: for as many rows as a claim takes, or after the given milliseconds
   * for fewer, as a slow row is to hold up no other.
   */
  async take(patience: number): Promise<number> {
    const until = performance.now() + patience;
    for (;;) {
      const room = Math.min(this.rowsPerClaim, this.rowsAtOnce - this.#running);
      const left = until - performance.now();
      if (room === Math.min(this.rowsPerClaim, this.rowsAtOnce) || (room > 0 && left <= 0)) {
        this.#running += room;
        return room;
      }
      await (room > 0 ? isOverWithin(this.#freed.given, left) : this.#freed.given);
    }
  }

  giveBack(rows: number): void {
    this.#running -= rows;
    this.#freed.give();
    this.#freed = newSignal();
  }
}

/** A promise that is kept from outside. */
function newSignal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
