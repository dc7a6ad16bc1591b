import { setTimeout } from 'node:timers/promises';
import { backoffSeconds, deliveryPolicy } from './delivery-policy.ts';

/** A clock that tests can move. Milliseconds. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const realClock: Clock = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

/**
 * Limits the mails per second to what the service allows. While the service is down or asks us to wait, the
 * breaker is open and no mail is sent; then it is half open, and one mail at a time probes whether the service is
 * back. An outage so costs one try now and then instead of one for each mail, and the backlog is sent in order.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #perSecond: number | null;
  #openUntil = 0;
  /** The time until which the service asked us to wait. */
  #askedUntil = 0;
  #nextTurn = 0;
  #failures = 0;
  #failedLast: string | undefined;
  #probing = false;
  #tookLast = false;

  constructor(perSecond: number | null, clock: Clock = realClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** How many different mails in a row failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether the service answered the last mail, by taking or by refusing it. */
  get works(): boolean {
    return this.#tookLast;
  }

  /** Seconds until the breaker closes; 0 when it is closed. */
  secondsUntilClosed(): number {
    return Math.max(0, this.#openUntil - this.#clock.now()) / 1000;
  }

  /** How many of so many mails may be sent now. While the breaker is half open it is one, until {@link endProbe} or its result. */
  admit(most: number): number {
    if (this.secondsUntilClosed() > 0 || this.#probing) return 0;
    if (this.#failures === 0) return most;
    this.#probing = true;
    return 1;
  }

  /** Ends a probe whose mail was not sent or had no result. */
  endProbe(): void {
    this.#probing = false;
  }

  /** Waits until it is this mail's turn under the service's limit. */
  async waitForRate(): Promise<void> {
    if (this.#perSecond === null) return;
    const now = this.#clock.now();
    const turn = Math.max(now, this.#nextTurn);
    this.#nextTurn = turn + 1000 / this.#perSecond;
    if (turn > now) await this.#clock.wait(turn - now);
  }

  /** Records an answer of the service. It does not shorten a wait that the service asked for: the mail may have been sent before. */
  recordSuccess(): void {
    this.#probing = false;
    this.#tookLast = true;
    this.#failures = 0;
    this.#openUntil = this.#askedUntil;
  }

  /**
   * Records a failure of the service and opens the breaker: for a pause, or for as long as the service asked.
   * The pause grows with the number of mails that failed, not with the tries of one mail, which may be the cause.
   *
   * @returns seconds until it closes.
   */
  recordFailure(mailId: string, retryAfterSeconds?: number): number {
    const openFor = this.secondsUntilClosed();
    // Failures of mails that were sent before the breaker opened do not count.
    if (openFor === 0 && (this.#failures === 0 || mailId !== this.#failedLast)) this.#failures += 1;
    this.#failedLast = mailId;
    this.#probing = false;
    this.#tookLast = false;
    const asked = Math.min(retryAfterSeconds ?? 0, deliveryPolicy.longestRetryAfter);
    const pause = Math.max(openFor || backoffSeconds(this.#failures, deliveryPolicy.longestServicePause), asked);
    this.#openUntil = this.#clock.now() + pause * 1000;
    if (asked > 0) this.#askedUntil = Math.max(this.#askedUntil, this.#clock.now() + asked * 1000);
    return pause;
  }
}
