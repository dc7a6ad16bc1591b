import { parsePin } from '@porchlight/shared/pin.ts';
import { isPortalAddress } from '@porchlight/shared/portal-address.ts';
import { badInput, notFound } from '../lib/fault.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import { readEmail } from '../lib/read-email.ts';
import { type Browser, newSession, type SessionLifetimes } from '../sessions/new-session.ts';
import { isRightPin } from './pin-digits.ts';
import type { PinStore } from './pin.store.ts';
import type { SignedIn } from './redeem-link.ts';

/** Every way that typing a PIN can end. A refusal gives no reason: it would say whose address this is. */
export type RedeemPinOutcome = SignedIn | { outcome: 'refused' };

/**
 * Turns an address and a PIN into a session, once. The try is counted before it is judged, so that
 * no number of parallel guesses gets more than the policy's tries; a try without a live PIN runs
 * the same statements and fails.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address or not six digits, NOT_FOUND when there is no such portal.
 */
export async function redeemPin(
  dependencies: { pins: PinStore; pinHash: KeyedHash; lifetimes: SessionLifetimes },
  typed: { portal: string; email: string; pin: string },
  browser: Browser,
): Promise<RedeemPinOutcome> {
  const { pins, pinHash, lifetimes } = dependencies;
  const email = readEmail(typed.email);
  const digits = parsePin(typed.pin);
  if (!digits) throw badInput('pin', 'A PIN has six digits. Please type the six digits you were told.');

  const tried = isPortalAddress(typed.portal) ? await pins.countTry(typed.portal, email) : undefined;
  if (!tried) throw notFound('portal');
  const right = isRightPin(pinHash, tried.pin ?? noPin(pinHash), digits) && tried.pin !== undefined;

  const session = newSession(tried.practiceId, browser, lifetimes);
  const signedIn = await pins.settleTry(tried, right, session);
  return signedIn
    ? { outcome: 'signed-in', kind: 'portal', sessionText: session.tokenText, ...signedIn }
    : { outcome: 'refused' };
}

/** Compared with when there is no PIN, so that the comparison always happens. */
const noPin = (hash: KeyedHash) => ({
  id: '00000000-0000-0000-0000-000000000000',
  keyId: hash.currentKeyId,
  digitsHash: Buffer.alloc(32),
});
