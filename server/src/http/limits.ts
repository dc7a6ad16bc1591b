import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../lib/fault.ts';

/** The limits of one network in ten minutes; 50 people may share it. */
const perTenMinutes = { request: 300, redeem: 600 } as const;

/** What is limited. */
export type LimitedAct = keyof typeof perTenMinutes;

/** Rate limits per network. Each server counts for itself. */
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

/**
 * The network that an address belongs to, spelled in one way only: of IPv6 the /64, which one customer of a provider
 * holds. Proxies may give an address with a port, in brackets, as IPv4 inside IPv6, or with zeros.
 *
 * @returns `unknown` for what is no address, so that nobody gets a budget for each text they make up.
 */
export function networkOf(ip: string): string {
  const address = withoutPort(ip.trim());
  if (address.length > longestAddress || !ipaddr.isValid(address)) return 'unknown';
  const plain = ipaddr.process(address);
  if (plain.kind() === 'ipv4') return plain.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${plain.toNormalizedString()}/64`).toString()}/64`;
}

/** IPv6 with every digit, the last ones as IPv4, and the longest name of an interface. */
const longestAddress = 64;

/** Without the port of `203.0.113.7:4711` or `[2001:db8::7]:4711`. */
function withoutPort(address: string): string {
  const { inBrackets, beforePort } =
    /^\[(?<inBrackets>[^\]]*)\]|^(?<beforePort>[^:]*):\d+$/.exec(address)?.groups ?? {};
  return inBrackets ?? beforePort ?? address;
}
