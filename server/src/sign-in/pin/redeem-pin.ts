import { parsePin } from '@porchlight/shared/pin.ts';
import type { Logger } from 'pino';
import type { ActivityStore } from '../../activity/activity.store.ts';
import type { Database } from '../../db/database.ts';
import { badInput, notFound } from '../../lib/fault.ts';
import { newId } from '../../lib/ids.ts';
import type { KeyedHash } from '../../lib/keyed-hash.ts';
import { readEmail } from '../../lib/read-email.ts';
import type { PracticeStore } from '../../practice/practice.store.ts';
import { type Browser, newSession, type SessionLifetimes } from '../../sessions/new-session.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { SignedIn } from '../link/redeem-link.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import type { PinGuesses } from './pin-guesses.ts';
import type { PinStore } from './pin.store.ts';

/** The outcomes of redeeming a PIN. A refusal gives no reason, which would disclose whether the address is known. */
export type RedeemPinOutcome = SignedIn | { outcome: 'refused' };

/**
 * Turns an address and a PIN into a session, once. The database counts the try and compares in one
 * statement, so that parallel guesses cannot exceed the policy's tries; it gets the digits as their keyed hash.
 * A refusal runs the same statements whether or not the address and a PIN exist.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address or not six digits, NOT_FOUND when there is no such portal,
 * TOO_MANY_REQUESTS when PINs for many addresses came from the same network.
 */
export async function redeemPin(
  dependencies: {
    practices: PracticeStore;
    pins: PinStore;
    sessions: SessionStore;
    pinHash: KeyedHash;
    lifetimes: SessionLifetimes;
    pinGuesses: PinGuesses;
    activity: ActivityStore;
    database: Database;
    logger: Pick<Logger, 'warn'>;
  },
  typed: { portal: string; email: string; pin: string },
  { network, ...browser }: Browser & { network: string },
): Promise<RedeemPinOutcome> {
  const { practices, pins, sessions, pinHash, lifetimes, pinGuesses } = dependencies;
  const email = readEmail(typed.email);
  const digits = parsePin(typed.pin);
  if (!digits) throw badInput('pin', 'A PIN has six digits. Please type the six digits you were told.');
  const practiceId = await practices.findId(typed.portal);
  if (practiceId === undefined) throw notFound('portal');
  const isGuessing = await pinGuesses.count(practiceId, network, email);

  const session = newSession(browser, lifetimes);
  const keyed = pinHash.makeAll([Buffer.from(digits)]);
  const tried = await pins.redeem(practiceId, { email, digits: keyed }, session);
  if (tried.signedIn) {
    await pinGuesses.forgive(practiceId, network, email);
    await sessions.endElsewhere(session, practiceId);
    return { outcome: 'signed-in', kind: 'portal', sessionText: session.textFor(practiceId), ...tried.signedIn };
  }

  await pins.refuse(tried, browser.device);
  if (isGuessing) await reportGuessing(dependencies, practiceId, network);
  return { outcome: 'refused' };
}

/** Records and logs that a network is guessing. */
async function reportGuessing(
  { activity, database, logger }: { activity: ActivityStore; database: Database; logger: Pick<Logger, 'warn'> },
  practiceId: string,
  network: string,
): Promise<void> {
  const addresses = signInPolicy.pinAddressesPerNetwork;
  logger.warn({ practice: practiceId, network, addresses }, 'PINs for many addresses come from one network');
  const act = { practiceId, id: newId(), details: { addresses } };
  await activity.record(database, { ...act, kind: 'pin.guessing', result: 'slowed' });
}
