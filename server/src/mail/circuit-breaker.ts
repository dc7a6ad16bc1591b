import { setTimeout } from 'node:timers/promises';
import { backoffSeconds, deliveryPolicy } from './delivery-policy.ts';

/** A clock that tests can move. Milliseconds. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const realClock: Clock = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

/**
 * Stands between this process and the mail service. It keeps to the service's mails per second. While
 * the service is down or asks us to wait, the breaker is open and lets nothing through; then one mail
 * at a time finds out whether the service is back, so that an outage costs one try now and then
 * instead of one per mail, and the backlog afterwards leaves in order.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #perSecond: number | null;
  #openUntil = 0;
  /** Until when the service itself asked us to wait. */
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

  /** How many different mails in a row the service failed to take; pauses during which nothing was tried do not add to it. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether the last thing that the service did was to take a mail, or to judge one. */
  get works(): boolean {
    return this.#tookLast;
  }

  /** Seconds until mails may pass again; 0 when they may now. */
  secondsUntilClosed(): number {
    return Math.max(0, this.#openUntil - this.#clock.now()) / 1000;
  }

  /** How many of so many mails may be taken up now. After a failure it is one, until {@link endProbe} or its result. */
  admit(most: number): number {
    if (this.secondsUntilClosed() > 0 || this.#probing) return 0;
    if (this.#failures === 0) return most;
    this.#probing = true;
    return 1;
  }

  /** The mail that was to find out whether the service is back was not sent, or told nothing. */
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

  /** The service answered. One that asked us to wait is still left alone: this may be a mail from before it asked. */
  recordSuccess(): void {
    this.#probing = false;
    this.#tookLast = true;
    this.#failures = 0;
    this.#openUntil = this.#askedUntil;
  }

  /**
   * The service failed to take a mail: opens the breaker for a while, or for as long as the service
   * asked. The pause grows with the number of mails, not with the tries of one, which may be to blame.
   *
   * @returns seconds until it closes.
   */
  recordFailure(mailId: string, retryAfterSeconds?: number): number {
    const openFor = this.secondsUntilClosed();
    // Others that were under way when it opened tell nothing new.
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
