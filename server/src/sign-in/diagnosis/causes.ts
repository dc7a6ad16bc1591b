import type { PracticeTime } from '../../lib/practice-time.ts';
import { explainDelivery } from '../../mail/explain-delivery.ts';
import type { MailRecord, MailState } from '../../mail/mail.ts';
import { type Evidence, type Happening, isLive, pinState, wrongTries } from './evidence.ts';
import { differenceWords } from './similar-address.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** The most likely cause why somebody can't get in. */
export type Cause =
  | 'client-archived'
  | 'access-off'
  | 'address-bounced'
  | 'never-invited'
  | 'near-miss'
  | 'pin-tried-out'
  | 'wrong-pin'
  | 'no-pin'
  | 'pin-waiting'
  | 'older-link-opened'
  | 'used-link-opened'
  | 'link-taken-back'
  | 'link-expired'
  | 'throttled'
  | 'asked-while-off'
  | 'link-not-sent'
  | 'link-delayed'
  | 'link-on-its-way'
  | 'marked-as-spam'
  | 'link-not-opened'
  | 'signed-in';

/** What the sentences speak with. */
export interface Words extends PracticeTime {
  /** The first name of the person who holds the access. */
  name: string;
}

/** A cause, when it is the likely one, and how to say so. */
export interface Rule {
  cause: Cause;
  when: (evidence: Evidence, last: Happening | undefined) => boolean;
  say: (evidence: Evidence, words: Words) => string;
}

type When = Rule['when'];

/** The last thing that happened was this, and what else has to hold. */
const after =
  (what: Happening['what'], also: (evidence: Evidence) => boolean = () => true): When =>
  (evidence, last) =>
    last?.what === what && also(evidence);

const mailIs = (...states: MailState[]) =>
  after('mailed', ({ mail }) => mail !== undefined && states.includes(mail.state));

/** The newest link works, and what was opened was one from before it. */
const newerLinkWorks = ({ link, linkRefused, now }: Evidence): boolean =>
  link !== undefined && isLive(link, now) && (linkRefused?.linkIssuedAt ?? now) < link.issuedAt;

const refusedAs = (result: string) => (evidence: Evidence) => evidence.linkRefused?.result === result;
const pinIs = (state: ReturnType<typeof pinState>) => (evidence: Evidence) =>
  evidence.pin !== undefined && pinState(evidence.pin, evidence.now) === state;

const noun = ({ link }: Evidence): string => (link?.kind === 'sign-in' ? 'link' : 'invitation');
const mailedAt = ({ link, invitedAt, asked, now }: Evidence): Date => link?.issuedAt ?? invitedAt ?? asked?.at ?? now;
const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
const justSent = ({ mail, now }: Evidence): boolean =>
  mail !== undefined && now.getTime() - mail.stateAt.getTime() < 120_000;
/** Our mail service has not taken the mail, though it had time to. */
const heldUp = ({ mail, now }: Evidence): boolean =>
  mail !== undefined && ['queued', 'sending'].includes(mail.state) && now.getTime() - mail.queuedAt.getTime() > 120_000;
/** A mail server of the practice's own tells no more than that it took the mail. */
const takenSince = (bounce: MailRecord, mail: MailRecord | undefined): boolean =>
  mail?.state === 'sent' && mail.stateAt > bounce.stateAt;
const spelledOut = ({ nearMiss }: Evidence): string =>
  nearMiss ? ` Someone typed ${nearMiss.email}, which may be the right one.` : '';
const aDay = 24 * 60 * 60_000;

/** After these nobody has got any mail since; what happened otherwise shows that they did, or that a Pin code is next. */
const unheard: ReadonlySet<Happening['what']> = new Set(['mailed', 'asked-in-vain', 'near-miss']);

function takenBack(_: Evidence, { name }: Words): string {
  return `The link in ${name}'s mail was taken back when access was switched off or the address changed. Send a new invitation, or generate a Pin code.`;
}

/**
 * In order of precedence: the first that holds is said. On top stands what stops everyone, whatever
 * happened; below it, what happened last decides.
 */
export const causes: readonly Rule[] = [
  {
    cause: 'client-archived',
    when: ({ clientArchived }) => clientArchived,
    say: (_, { name }) => `This client is archived, so ${name} can't sign in. Restore the client in Client Info first.`,
  },
  {
    cause: 'access-off',
    when: ({ active }) => !active,
    say: (_, { name }) => `Access is off for ${name}. Switch it on, then ask ${name} to ask for a new link.`,
  },
  {
    cause: 'address-bounced',
    when: ({ bounce, mail }, last) =>
      bounce !== undefined && !takenSince(bounce, mail) && (!last || unheard.has(last.what)),
    say: (e, { at }) =>
      e.bounce
        ? `Mail to ${e.email} came back ${at(e.bounce.stateAt)}. ${explainDelivery(e.bounce).explanation}${spelledOut(e)}`
        : '',
  },
  {
    cause: 'never-invited',
    when: (_, last) => last === undefined,
    say: (_, { name }) =>
      `${name} was never invited. Send the invitation: its link signs ${name} in with nothing to type.`,
  },
  {
    cause: 'signed-in',
    when: after(
      'signed-in',
      ({ signedIn, now }) => signedIn !== undefined && now.getTime() - signedIn.at.getTime() < aDay,
    ),
    say: ({ signedIn, now }, { name, ago }) =>
      `${name} signed in ${ago(signedIn?.at ?? now)}, with a ${signedIn?.method === 'pin' ? 'Pin code' : 'link'}. All is well.`,
  },
  {
    cause: 'near-miss',
    when: after('near-miss'),
    say: ({ nearMiss, email, now }, { name, at }) => {
      const { method, difference = 'two-letters', at: typedAt = now, email: typed = '' } = nearMiss ?? {};
      const did = method === 'pin' ? 'typed a PIN with' : 'asked for a link with';
      return (
        `Someone ${did} ${typed} ${at(typedAt)}. Compared with the address here, ${differenceWords[difference]}. ` +
        `Ask ${name} which one is right: either they type ${email}, or you correct it here.`
      );
    },
  },
  {
    cause: 'pin-tried-out',
    when: after('pin-refused', pinIs('tried-out')),
    say: ({ email }, { name }) =>
      `A wrong PIN was typed ${signInPolicy.pinTries} times, so it no longer works. Generate a new one, and check that ${name} types ${email}.`,
  },
  {
    cause: 'wrong-pin',
    when: after('pin-refused', (e) => pinIs('waiting')(e) && e.pin !== undefined && e.pin.tries > 0),
    say: ({ pin }, { name }) => {
      const wrong = pin ? wrongTries(pin) : 0;
      const left = signInPolicy.pinTries - wrong;
      return `${name} typed a wrong PIN ${times(wrong)}, and has ${left} ${left === 1 ? 'try' : 'tries'} left. Read the six digits out once more, or generate a new Pin code.`;
    },
  },
  {
    cause: 'no-pin',
    when: after('pin-refused'),
    say: ({ pinRefused, now }, { name, at }) =>
      `${name} typed a PIN ${at(pinRefused?.at ?? now)}, and there was none that works: it is used, replaced or over. Generate a new Pin code.`,
  },
  {
    cause: 'pin-waiting',
    when: after('pin-made'),
    say: ({ pin, email, now }, { name, ago }) =>
      `A Pin code was generated ${ago(pin?.createdAt ?? now)} and waits to be typed. Check that ${name} types ${email} with it.`,
  },
  {
    cause: 'older-link-opened',
    when: after('link-refused', newerLinkWorks),
    say: (e, { name, at, plain }) => {
      const issued = mailedAt(e);
      return (
        `${name} opened an older link ${at(e.linkRefused?.at ?? e.now)}. Only the newest works. ` +
        `Ask ${name} to open the newest mail, from ${plain(issued)}.`
      );
    },
  },
  {
    cause: 'used-link-opened',
    when: after('link-refused', refusedAs('already-used')),
    say: (_, { name }) =>
      `${name} opened a link that was used already, and a link works once. Ask ${name} to ask for a new one, or generate a Pin code.`,
  },
  {
    cause: 'link-taken-back',
    when: after('link-refused', refusedAs('not-valid')),
    say: takenBack,
  },
  {
    cause: 'link-expired',
    when: after('link-refused'),
    say: (_, { name }) =>
      `${name} opened a link whose time was over. Ask ${name} to ask for a new one, or generate a Pin code.`,
  },
  {
    cause: 'throttled',
    when: after('asked-in-vain', ({ asked }) => asked?.result === 'throttled'),
    say: (e, { name, plain }) =>
      `${name} asked for more links than we mail within an hour, so no new one went out. Ask ${name} to open the newest mail, from ${plain(mailedAt(e))}, or generate a Pin code.`,
  },
  {
    cause: 'asked-while-off',
    when: after('asked-in-vain'),
    say: ({ asked, now }, { name, at }) =>
      `${name} asked for a link ${at(asked?.at ?? now)}, while access was off, and got none. Ask ${name} to ask again.`,
  },
  {
    cause: 'link-taken-back',
    when: after('mailed', ({ link }) => link !== undefined && link.voidedAt !== null),
    say: takenBack,
  },
  {
    cause: 'link-expired',
    when: after('mailed', ({ link, now }) => !link || (link.redeemedAt === null && link.expiresAt <= now)),
    say: (e, { name, plain }) =>
      `The ${noun(e)} from ${plain(mailedAt(e))} was not used in time. Send a new invitation, or ask ${name} to ask for a link.`,
  },
  {
    cause: 'link-not-sent',
    when: mailIs('failed', 'not-sent'),
    say: (e) => `The ${noun(e)} could not be sent. Generate a Pin code, and tell whoever runs Porchlight for you.`,
  },
  {
    cause: 'link-delayed',
    when: mailIs('delayed'),
    say: (e, { name, at }) =>
      `The mail system at ${domainOf(e.email)} keeps the ${noun(e)} waiting, sent ${at(mailedAt(e))}. It is tried again by itself. If ${name} is in a hurry, generate a Pin code.`,
  },
  {
    cause: 'link-on-its-way',
    when: (e, last) => mailIs('queued', 'sending')(e, last) || (mailIs('sent')(e, last) && justSent(e)),
    say: (e, { name, ago }) =>
      heldUp(e)
        ? `The ${noun(e)} was made ${ago(mailedAt(e))}, and our mail service has not taken it yet. It goes out by itself. If ${name} is in a hurry, generate a Pin code.`
        : `The ${noun(e)} was made ${ago(mailedAt(e))} and is still on its way. Ask ${name} to wait a minute, then open the newest mail.`,
  },
  {
    cause: 'marked-as-spam',
    when: mailIs('complained'),
    say: (e, { name }) =>
      `The ${noun(e)} arrived, and was marked as spam. Ask ${name} to look in the spam folder and move it to the inbox, or generate a Pin code.`,
  },
  {
    cause: 'link-not-opened',
    when: after('mailed', ({ link }) => link !== undefined && link.redeemedAt === null),
    say: (e, { name, ago }) =>
      `The ${noun(e)} was ${e.mail?.state === 'delivered' ? 'delivered' : 'sent'} ${ago(e.mail?.stateAt ?? mailedAt(e))} and has not been opened. ` +
      `Ask ${name} to look for a mail from ${e.mailName}, in the spam folder too, or generate a Pin code.`,
  },
];
