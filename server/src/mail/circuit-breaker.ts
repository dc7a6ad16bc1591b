import { setTimeout } from 'node:timers/promises';
import { backoffSeconds, deliveryPolicy } from './delivery-policy.ts';

/** A clock that tests can move. Milliseconds. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const realClock: Clock = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

/**
 * Stands between this process and the mail service: keeps to its mails per second, and while it is
 * down or asks us to wait, lets nothing through, so that an outage costs one try now and then
 * instead of one per mail, and the backlog afterwards leaves in order.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #perSecond: number | null;
  #opensAt = 0;
  /** Until when the service itself asked us to wait. */
  #askedUntil = 0;
  #nextTurn = 0;
  #failures = 0;

  constructor(perSecond: number | null, clock: Clock = realClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** How often in a row the service failed; pauses during which nothing was tried do not add to it. */
  get failures(): number {
    return this.#failures;
  }

  /** Seconds until mails may pass again; 0 when they may now. */
  secondsUntilClosed(): number {
    return Math.max(0, this.#opensAt - this.#clock.now()) / 1000;
  }

  /** Waits until it is this mail's turn under the service's limit. */
  async waitForRate(): Promise<void> {
    if (this.#perSecond === null) return;
    const now = this.#clock.now();
    const turn = Math.max(now, this.#nextTurn);
    this.#nextTurn = turn + 1000 / this.#perSecond;
    if (turn > now) await this.#clock.wait(turn - now);
  }

  /** The service answered. One that asked us to wait is still left alone: this may be a mail from before it asked. */
  recordSuccess(): void {
    this.#failures = 0;
    this.#opensAt = this.#askedUntil;
  }

  /**
   * The service failed: closes the gate for a while, or for as long as the service asked.
   *
   * @returns seconds until it opens.
   */
  recordFailure(retryAfterSeconds?: number): number {
    const closedFor = this.secondsUntilClosed();
    // Others that were under way when the gate closed tell nothing new.
    if (closedFor === 0) this.#failures += 1;
    const asked = Math.min(retryAfterSeconds ?? 0, deliveryPolicy.longestRetryAfter);
    const pause = Math.max(closedFor || backoffSeconds(this.#failures, deliveryPolicy.longestServicePause), asked);
    this.#opensAt = this.#clock.now() + pause * 1000;
    if (asked > 0) this.#askedUntil = Math.max(this.#askedUntil, this.#clock.now() + asked * 1000);
    return pause;
  }
}
