import type { LastSignIn } from '../../activity/activity.ts';
import type { MailRecord } from '../../mail/mail.ts';
import type { Difference } from './similar-address.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** The newest link of an account, spent or not. */
export interface NewestLink {
  id: string;
  kind: 'sign-in' | 'invitation';
  issuedAt: Date;
  expiresAt: Date;
  redeemedAt: Date | null;
  voidedAt: Date | null;
}

/** The newest PIN of an account, spent or not, without its digits. */
export interface NewestPin {
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  /** How often digits were compared with it, the right ones included. */
  tries: number;
  redeemedAt: Date | null;
  voidedAt: Date | null;
  voidReason: string | null;
}

/** What became of a PIN so far. `voided`: the address was changed, or access switched off. */
export type PinState = 'waiting' | 'used' | 'tried-out' | 'expired' | 'replaced' | 'revoked' | 'voided';

/** An act of the holder, from the activity record. */
export interface Act {
  at: Date;
  result: string;
  /** For a link that was refused: when that link was issued. */
  linkIssuedAt: Date | null;
}

/** A typed address that is not on file, but similar to this one. */
export interface NearMiss {
  email: string;
  difference: Difference;
  /** The last time. */
  at: Date;
  times: number;
  /** What they asked for the last time. */
  method: 'link' | 'pin';
}

/** Everything a diagnosis of one access is based on. */
export interface Evidence {
  /** By the database's clock. */
  now: Date;
  timeZone: string;
  /** The name that the practice's mails show. */
  mailName: string;
  /** Who holds the access, in full. */
  person: string;
  email: string;
  active: boolean;
  clientArchived: boolean;
  invitedAt: Date | null;
  link: NewestLink | undefined;
  /** The mail that carries that link. */
  mail: MailRecord | undefined;
  /** The mail that came back, when that was the last word from the address. */
  bounce: MailRecord | undefined;
  pin: NewestPin | undefined;
  signedIn: LastSignIn | undefined;
  asked: Act | undefined;
  linkRefused: Act | undefined;
  pinRefused: Act | undefined;
  nearMiss: NearMiss | undefined;
}

/** The last event at an access. */
export interface LastEvent {
  kind:
    | 'signed-in'
    | 'pin-refused'
    | 'link-refused'
    | 'near-miss'
    | 'request-without-link'
    | 'pin-generated'
    | 'mailed';
  at: Date;
}

/** The last event at this access; undefined when there was none. */
export function lastEvent(evidence: Evidence): LastEvent | undefined {
  const { signedIn, pinRefused, linkRefused, nearMiss, asked, pin, link, invitedAt, now } = evidence;
  const sent = asked?.result === 'sent';
  const waiting = pin !== undefined && pinState(pin, now) === 'waiting';
  const events: [LastEvent['kind'], Date | null | undefined][] = [
    ['signed-in', signedIn?.at],
    ['pin-refused', pinRefused?.at],
    ['link-refused', linkRefused?.at],
    ['request-without-link', sent ? undefined : asked?.at],
    ['pin-generated', waiting ? pin.createdAt : undefined],
    ['mailed', link?.issuedAt],
    ['mailed', sent ? asked.at : undefined],
    ['mailed', invitedAt],
  ];
  let last: LastEvent | undefined;
  for (const [kind, at] of events) if (at && (!last || at > last.at)) last = { kind, at };
  if (!nearMiss || (last && nearMiss.at <= last.at) || signedInToday(evidence)) return last;
  return { kind: 'near-miss', at: nearMiss.at };
}

/** Whether they signed in within the last day. What anybody types elsewhere does not speak against that. */
export const signedInToday = ({ signedIn, now }: Evidence): boolean =>
  signedIn !== undefined && now.getTime() - signedIn.at.getTime() < dayMs;

/** Whether the address on file is shown to be right: somebody has signed in with it, and mail to it does not come back. */
export const addressHasWorked = ({ signedIn, bounce }: Evidence): boolean =>
  signedIn !== undefined && bounce === undefined;

const dayMs = 24 * 60 * 60_000;

/** Whether a link still opens the portal. */
export const isLive = (link: NewestLink, now: Date): boolean =>
  link.redeemedAt === null && link.voidedAt === null && link.expiresAt > now;

/** What became of a PIN so far. */
export function pinState(pin: NewestPin, now: Date): PinState {
  if (pin.redeemedAt) return 'used';
  if (pin.voidedAt)
    return pin.voidReason === 'superseded' ? 'replaced' : pin.voidReason === 'revoked' ? 'revoked' : 'voided';
  if (pin.tries >= signInPolicy.pinTries) return 'tried-out';
  return pin.expiresAt <= now ? 'expired' : 'waiting';
}

/** How many of a PIN's tries were wrong. */
export const wrongTries = (pin: NewestPin): number => pin.tries - (pin.redeemedAt ? 1 : 0);
