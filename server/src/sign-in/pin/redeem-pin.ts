import { parsePin } from '@porchlight/shared/pin.ts';
import { badInput, notFound } from '../../lib/fault.ts';
import type { KeyedHash } from '../../lib/keyed-hash.ts';
import { readEmail } from '../../lib/read-email.ts';
import type { PracticeStore } from '../../practice/practice.store.ts';
import { type Browser, newSession, type SessionLifetimes } from '../../sessions/new-session.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { PinStore } from './pin.store.ts';
import type { SignedIn } from '../link/redeem-link.ts';

/** Every way that typing a PIN can end. A refusal gives no reason: it would say whose address this is. */
export type RedeemPinOutcome = SignedIn | { outcome: 'refused' };

/**
 * Turns an address and a PIN into a session, once. The database counts the try and compares in one act, so
 * that no number of parallel guesses gets more than the policy's tries; the digits come to it as their keyed hash.
 * A refusal runs the same statements whether or not there is a PIN, or anybody with this address.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address or not six digits, NOT_FOUND when there is no such portal.
 */
export async function redeemPin(
  dependencies: {
    practices: PracticeStore;
    pins: PinStore;
    sessions: SessionStore;
    pinHash: KeyedHash;
    lifetimes: SessionLifetimes;
  },
  typed: { portal: string; email: string; pin: string },
  browser: Browser,
): Promise<RedeemPinOutcome> {
  const { practices, pins, sessions, pinHash, lifetimes } = dependencies;
  const email = readEmail(typed.email);
  const digits = parsePin(typed.pin);
  if (!digits) throw badInput('pin', 'A PIN has six digits. Please type the six digits you were told.');
  const practiceId = await practices.findId(typed.portal);
  if (practiceId === undefined) throw notFound('portal');

  const session = newSession(browser, lifetimes);
  const keyed = pinHash.makeAll([Buffer.from(digits)]);
  const tried = await pins.redeem(practiceId, { email, digits: keyed }, session);
  if (tried.signedIn) {
    await sessions.endElsewhere(session, practiceId);
    return { outcome: 'signed-in', kind: 'portal', sessionText: session.textFor(practiceId), ...tried.signedIn };
  }

  await pins.refuse(tried, browser.device);
  return { outcome: 'refused' };
}
