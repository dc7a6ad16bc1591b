import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Fault } from '../../lib/fault.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/**
 * For how many addresses PINs that do not work were typed, by practice and network; kept by each server for itself.
 * The tries at one PIN are few already. Who types PINs for many addresses is guessing, and is slowed down at this
 * practice, whatever the addresses are; other networks notice nothing, and links go on working there, too.
 */
export class PinGuesses {
  readonly #typed = new RateLimiterMemory({ keyPrefix: 'typed', points: 1, duration: 3600 });
  readonly #addresses = new RateLimiterMemory({
    keyPrefix: 'addresses',
    points: signInPolicy.pinAddressesPerNetwork,
    duration: 3600,
  });
  readonly #slowed = new RateLimiterMemory({
    keyPrefix: 'slowed',
    points: 1,
    duration: signInPolicy.slowedPinSeconds,
  });

  /**
   * Counts a try before the PIN is compared, so that parallel tries cannot exceed the limit.
   *
   * @returns whether this network has just become one that is slowed down.
   * @throws Fault TOO_MANY_REQUESTS, saying when to come back, when it is slowed down and tried a moment ago.
   */
  async count(practiceId: string, network: string, email: string): Promise<boolean> {
    const source = `${practiceId} ${network}`;
    const isNew = (await this.#typed.penalty(`${source} ${email}`)).consumedPoints === 1;
    const counted = isNew ? await this.#addresses.penalty(source) : await this.#addresses.get(source);
    const over = (counted?.consumedPoints ?? 0) - signInPolicy.pinAddressesPerNetwork;
    if (over <= 0) return false;

    const slot = await this.#slowed.penalty(source);
    if (slot.consumedPoints > 1) {
      throw new Fault(
        'TOO_MANY_REQUESTS',
        'Too many PINs that did not work came from your network. Wait half a minute, or use a link: links go on working.',
        { retryAfterSeconds: Math.ceil(slot.msBeforeNext / 1000) },
      );
    }
    return isNew && over === 1;
  }

  /** Removes an address from the count, because its PIN worked. */
  async forgive(practiceId: string, network: string, email: string): Promise<void> {
    const source = `${practiceId} ${network}`;
    if (await this.#typed.delete(`${source} ${email}`)) await this.#addresses.reward(source);
  }
}
