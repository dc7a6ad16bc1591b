import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../lib/fault.ts';

/** The limits of one network address in ten minutes; 50 people may share it. */
const perTenMinutes = { request: 300, redeem: 600 } as const;

/** What is limited. */
export type LimitedAct = keyof typeof perTenMinutes;

/** Rate limits per network address. Each server counts for itself. */
export class Limits {
  readonly #limiters: Record<LimitedAct, RateLimiterMemory> = {
    request: limiter('request'),
    redeem: limiter('redeem'),
  };

  /**
   * Counts one act.
   *
   * @throws Fault TOO_MANY_REQUESTS with Retry-After, before any statement runs.
   */
  async count(act: LimitedAct, ip: string): Promise<void> {
    try {
      await this.#limiters[act].consume(networkOf(ip));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfterSeconds = Math.ceil(refused.msBeforeNext / 1000);
      const message = 'Too many tries came from your network. Please wait a few minutes and try again.';
      throw new Fault('TOO_MANY_REQUESTS', message, { retryAfterSeconds });
    }
  }
}

const limiter = (act: LimitedAct) =>
  new RateLimiterMemory({ points: perTenMinutes[act], duration: 600, keyPrefix: act });

/** The network that an address belongs to: one customer of an IPv6 provider holds a whole /64. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = ''] = ip.split('::');
  return `${head.split(':').slice(0, 4).join(':')}::/64`;
}
