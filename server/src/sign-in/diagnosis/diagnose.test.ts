import { expect, test } from 'vitest';
import type { MailRecord, MailState } from '../../mail/mail.ts';
import { diagnose } from './diagnose.ts';
import type { Act, Evidence, NearMiss, NewestLink, NewestPin } from './evidence.ts';

// In New York it is 2:21 in the afternoon.
const now = new Date('2026-11-03T19:21:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const inMinutes = (minutes: number) => minutesAgo(-minutes);

const nothing: Evidence = {
  now,
  timeZone: 'America/New_York',
  mailName: 'Harbor Counseling',
  person: 'Jamie Rivera',
  email: 'jamie@client.example',
  active: true,
  clientArchived: false,
  invitedAt: null,
  link: undefined,
  mail: undefined,
  bounce: undefined,
  pin: undefined,
  signedIn: undefined,
  asked: undefined,
  linkRefused: undefined,
  pinRefused: undefined,
  nearMiss: undefined,
};

const link = (minutes: number, change: Partial<NewestLink> = {}): NewestLink => ({
  id: 'link',
  kind: 'sign-in',
  issuedAt: minutesAgo(minutes),
  expiresAt: minutesAgo(minutes - 1440),
  redeemedAt: null,
  voidedAt: null,
  ...change,
});

const mail = (state: MailState, minutes: number, change: Partial<MailRecord> = {}): MailRecord => ({
  practiceId: 'practice',
  id: 'mail',
  kind: 'sign-in-link',
  to: 'jamie@client.example',
  linkId: 'link',
  aboutId: null,
  facts: {} as MailRecord['facts'],
  state,
  attempts: 1,
  provider: 'resend',
  reason: null,
  queuedAt: minutesAgo(minutes),
  sentAt: minutesAgo(minutes),
  stateAt: minutesAgo(minutes),
  ...change,
});

const pin = (minutes: number, change: Partial<NewestPin> = {}): NewestPin => ({
  createdAt: minutesAgo(minutes),
  createdBy: 'Dana Reyes',
  expiresAt: inMinutes(1440 - minutes),
  tries: 0,
  redeemedAt: null,
  voidedAt: null,
  voidReason: null,
  ...change,
});

const act = (result: string, minutes: number, linkMinutes?: number): Act => ({
  at: minutesAgo(minutes),
  result,
  linkIssuedAt: linkMinutes === undefined ? null : minutesAgo(linkMinutes),
});

const near = (minutes: number, method: NearMiss['method'] = 'link'): NearMiss => ({
  email: 'jaime@client.example',
  difference: 'letters-swapped',
  at: minutesAgo(minutes),
  times: 1,
  method,
});

const signedIn = (minutes: number) => ({ at: minutesAgo(minutes), method: 'link', email: nothing.email }) as const;
const delivered = { link: link(4), mail: mail('delivered', 4), asked: act('sent', 4) };

test.each<[what: string, evidence: Partial<Evidence>, cause: string, says: RegExp]>([
  ['the client is archived', { clientArchived: true, ...delivered }, 'client-archived', /Restore the client/],
  ['access is off', { active: false, ...delivered }, 'access-off', /Switch it on, then ask Jamie/],
  ['nobody was ever invited', {}, 'never-invited', /Send the invitation/],
  [
    'the invitation came back',
    {
      invitedAt: minutesAgo(9),
      link: link(9, { kind: 'invitation' }),
      bounce: mail('bounced', 8, { reason: '550 5.1.1' }),
    },
    'address-bounced',
    /jamie@client.example came back at 2:13 PM\. .*does not exist\. Check the address/,
  ],
  [
    'it came back, and someone typed what may be right',
    { link: link(9), bounce: mail('bounced', 8), nearMiss: near(2) },
    'address-bounced',
    /Someone typed jaime@client.example, which is right only if you hear the same on the phone/,
  ],
  [
    'a mail server of their own has taken a later mail',
    { link: link(9), mail: mail('sent', 8, { provider: 'smtp' }), bounce: mail('bounced', 60) },
    'link-not-opened',
    /sent 8 minutes ago and has not been opened/,
  ],
  [
    'they are in',
    { ...delivered, signedIn: signedIn(2) },
    'signed-in',
    /signed in 2 minutes ago, with a link\. All is well/,
  ],
  [
    'someone typed an address nearly like it',
    { nearMiss: near(7) },
    'near-miss',
    /jaime@client.example at 2:14 PM\..*two letters are swapped/,
  ],
  [
    'nobody has signed in with the address on file yet',
    { ...delivered, nearMiss: near(2) },
    'near-miss',
    /may have been a stranger, so ask Jamie to spell the address: .* or you correct it here\.$/,
  ],
  [
    'the address on file has worked before',
    { signedIn: signedIn(3000), nearMiss: near(7) },
    'near-miss',
    /two letters are swapped\. Jamie has signed in with jamie@client.example before\. If it was Jamie, that is the address to type\.$/,
  ],
  [
    'a stranger typed something like the address after they signed in',
    { ...delivered, signedIn: signedIn(3), nearMiss: near(1) },
    'signed-in',
    /signed in 3 minutes ago, with a link\. Since then someone typed jaime@client.example at 2:20 PM\. If that was Jamie, the address to type is jamie@client.example\.$/,
  ],
  [
    'a stranger typed something like the address while a PIN waits for them who signed in today',
    { ...delivered, signedIn: signedIn(30), pin: pin(2), nearMiss: near(1) },
    'pin-waiting',
    /Jamie types jamie@client.example/,
  ],
  ['they typed it with a PIN', { ...delivered, nearMiss: near(2, 'pin') }, 'near-miss', /typed a PIN with jaime/],
  [
    'the PIN was wrong five times',
    { pin: pin(9, { tries: 5 }), pinRefused: act('refused', 1) },
    'pin-tried-out',
    /wrong PIN was typed 5 times.*Generate a new one.*jamie@client.example/,
  ],
  [
    'the PIN was wrong three times',
    { pin: pin(9, { tries: 3 }), pinRefused: act('refused', 1) },
    'wrong-pin',
    /3 times, and has 2 tries left/,
  ],
  [
    'the PIN was wrong once',
    { pin: pin(9, { tries: 1 }), pinRefused: act('refused', 1) },
    'wrong-pin',
    /once, and has 4 tries left/,
  ],
  [
    'a PIN was typed and none works',
    { pin: pin(99, { redeemedAt: minutesAgo(90) }), pinRefused: act('refused', 1) },
    'no-pin',
    /at 2:20 PM, and there was none/,
  ],
  [
    'a PIN waits',
    { ...delivered, pin: pin(3) },
    'pin-waiting',
    /3 minutes ago and waits.*Jamie types jamie@client.example/,
  ],
  [
    'an older link was opened',
    { link: link(7), mail: mail('delivered', 7), linkRefused: act('superseded', 5, 23) },
    'older-link-opened',
    /at 2:16 PM\..*open the newest mail, from 2:14 PM/,
  ],
  [
    'a used link was opened while a newer one waits',
    { link: link(7), mail: mail('delivered', 7), linkRefused: act('already-used', 5, 23) },
    'older-link-opened',
    /newest mail, from 2:14 PM/,
  ],
  [
    'a used link was opened',
    { link: link(23, { redeemedAt: minutesAgo(20) }), linkRefused: act('already-used', 5, 23) },
    'used-link-opened',
    /a link works once/,
  ],
  [
    'an expired link was opened',
    { link: link(1500), linkRefused: act('expired', 5, 1500) },
    'link-expired',
    /whose time was over/,
  ],
  [
    'a link was opened that was taken back',
    { linkRefused: act('not-valid', 5, 23) },
    'link-taken-back',
    /Send a new invitation/,
  ],
  [
    'too many links were asked for',
    { ...delivered, asked: act('throttled', 1) },
    'throttled',
    /newest mail, from 2:17 PM/,
  ],
  [
    'too many links were asked for, and the newest is used',
    { link: link(4, { redeemedAt: minutesAgo(3) }), mail: mail('delivered', 4), asked: act('throttled', 1) },
    'throttled',
    /no new one went out\. Generate a Pin code\.$/,
  ],
  [
    'too many links were asked for, and the mail of the newest failed',
    { link: link(4), mail: mail('failed', 3), asked: act('throttled', 1) },
    'throttled',
    /no new one went out\. Generate a Pin code\.$/,
  ],
  [
    'it was asked for while access was off',
    { asked: act('access-off', 8) },
    'asked-while-off',
    /at 2:13 PM, while access was off/,
  ],
  ['the link was taken back', { link: link(8, { voidedAt: minutesAgo(1) }) }, 'link-taken-back', /taken back/],
  [
    'the link expired unopened',
    { link: link(1500), mail: mail('delivered', 1500) },
    'link-expired',
    /from yesterday, 1:21 PM was not used in time/,
  ],
  [
    'the invitation is too old to be remembered',
    { invitedAt: minutesAgo(14_400) },
    'link-expired',
    /invitation from Oct 24, 3:21 PM was not used/,
  ],
  [
    'a request could not be answered',
    { link: link(90), asked: act('failed', 3) },
    'link-not-sent',
    /could not be sent/,
  ],
  ['the mail failed', { link: link(4), mail: mail('failed', 3) }, 'link-not-sent', /Generate a Pin code/],
  [
    'the mail is delayed',
    { link: link(4), mail: mail('delayed', 3) },
    'link-delayed',
    /client.example keeps the link waiting/,
  ],
  [
    'the mail is being sent',
    { link: link(0), mail: mail('queued', 0) },
    'link-on-its-way',
    /just now and is still on its way/,
  ],
  [
    'the mail service has not taken the mail for long',
    { link: link(20), mail: mail('queued', 20) },
    'link-on-its-way',
    /20 minutes ago, and our mail service has not taken it yet\..* generate a Pin code/,
  ],
  ['the mail was sent this minute', { link: link(1), mail: mail('sent', 1) }, 'link-on-its-way', /1 minute ago/],
  ['the mail was marked as spam', { link: link(4), mail: mail('complained', 3) }, 'marked-as-spam', /spam folder/],
  [
    'the mail was not opened',
    delivered,
    'link-not-opened',
    /delivered 4 minutes ago and has not been opened.*from Harbor Counseling/,
  ],
])('when %s', (_, evidence, cause, says) => {
  const diagnosis = diagnose({ ...nothing, ...evidence });
  expect(diagnosis?.cause).toBe(cause);
  expect(diagnosis?.message).toMatch(says);
});

test('says nothing when they signed in some days ago and nothing has happened since', () => {
  expect(
    diagnose({
      ...nothing,
      ...delivered,
      invitedAt: minutesAgo(9000),
      link: undefined,
      asked: undefined,
      signedIn: signedIn(3000),
    }),
  ).toBeUndefined();
});

test('lets what happened since the last sign-in speak, however short ago that was', () => {
  expect(diagnose({ ...nothing, ...delivered, signedIn: signedIn(5) })?.cause).toBe('link-not-opened');
  expect(diagnose({ ...nothing, ...delivered, signedIn: signedIn(3) })?.cause).toBe('signed-in');
});

test('believes a mail that came back less than a PIN that was made since', () => {
  const bounced = { link: link(9), mail: mail('bounced', 8), bounce: mail('bounced', 8) };
  expect(diagnose({ ...nothing, ...bounced, pin: pin(1) })?.cause).toBe('pin-waiting');
});

test('tells staff who the person is, not who the client is', () => {
  expect(diagnose({ ...nothing, person: 'Robin Brandt', ...delivered })?.message).toContain('Ask Robin to');
});
