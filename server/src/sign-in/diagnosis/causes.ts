import type { PracticeTime } from '../../lib/practice-time.ts';
import { explainDelivery } from '../../mail/explain-delivery.ts';
import type { MailRecord, MailState } from '../../mail/mail.ts';
import {
  addressHasWorked,
  type Evidence,
  type LastEvent,
  isLive,
  pinState,
  signedInToday,
  wrongTries,
} from './evidence.ts';
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

/** What the messages are worded with. */
export interface Wording extends PracticeTime {
  /** The first name of the person who holds the access. */
  name: string;
}

/** A cause, when it applies, and its message. */
export interface Rule {
  cause: Cause;
  applies: (evidence: Evidence, last: LastEvent | undefined) => boolean;
  message: (evidence: Evidence, wording: Wording) => string;
}

type Condition = Rule['applies'];

/** The last event was of this kind, and the other condition holds. */
const lastEventIs =
  (kind: LastEvent['kind'], also: (evidence: Evidence) => boolean = () => true): Condition =>
  (evidence, last) =>
    last?.kind === kind && also(evidence);

const mailFailed = ({ mail }: Evidence): boolean => mail?.state === 'failed' || mail?.state === 'not-sent';

const mailIs = (...states: MailState[]) =>
  lastEventIs('mailed', ({ mail }) => mail !== undefined && states.includes(mail.state));

/** The newest link works, and what was opened was one from before it. */
const newerLinkIsLive = ({ link, linkRefused, now }: Evidence): boolean =>
  link !== undefined && isLive(link, now) && (linkRefused?.linkIssuedAt ?? now) < link.issuedAt;

const refusedAs = (result: string) => (evidence: Evidence) => evidence.linkRefused?.result === result;
const pinIs = (state: ReturnType<typeof pinState>) => (evidence: Evidence) =>
  evidence.pin !== undefined && pinState(evidence.pin, evidence.now) === state;

const linkOrInvitation = ({ link }: Evidence): string => (link?.kind === 'sign-in' ? 'link' : 'invitation');
const mailedAt = ({ link, invitedAt, asked, now }: Evidence): Date => link?.issuedAt ?? invitedAt ?? asked?.at ?? now;
const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
const justSent = ({ mail, now }: Evidence): boolean =>
  mail !== undefined && now.getTime() - mail.stateAt.getTime() < 120_000;
/** Our mail service has had time to accept the mail, and has not. */
const notYetAccepted = ({ mail, now }: Evidence): boolean =>
  mail !== undefined && mail.state === 'queued' && now.getTime() - mail.queuedAt.getTime() > 120_000;
/** A mail server of the practice's own tells no more than that it accepted the mail. */
const acceptedSince = (bounce: MailRecord, mail: MailRecord | undefined): boolean =>
  mail?.state === 'sent' && mail.stateAt > bounce.stateAt;
const nearMissHint = ({ nearMiss }: Evidence): string =>
  nearMiss ? ` Someone typed ${nearMiss.email}, which is right only if you hear the same on the phone.` : '';

/** Events that do not show that a mail has arrived since, and after which no PIN is under way. */
const eventsWithoutContact: ReadonlySet<LastEvent['kind']> = new Set(['mailed', 'request-without-link', 'near-miss']);

function linkVoidedMessage(_: Evidence, { name }: Wording): string {
  return `The link in ${name}'s mail was taken back when access was switched off or the address changed. Send a new invitation, or generate a Pin code.`;
}

/**
 * In order of precedence: the first that applies is shown. First comes what blocks everyone, whatever
 * happened; then the last event decides.
 */
export const causes: readonly Rule[] = [
  {
    cause: 'client-archived',
    applies: ({ clientArchived }) => clientArchived,
    message: (_, { name }) =>
      `This client is archived, so ${name} can't sign in. Restore the client in Client Info first.`,
  },
  {
    cause: 'access-off',
    applies: ({ active }) => !active,
    message: (_, { name }) => `Access is off for ${name}. Switch it on, then ask ${name} to ask for a new link.`,
  },
  {
    cause: 'address-bounced',
    applies: ({ bounce, mail }, last) =>
      bounce !== undefined && !acceptedSince(bounce, mail) && (!last || eventsWithoutContact.has(last.kind)),
    message: (e, { at }) =>
      e.bounce
        ? `Mail to ${e.email} came back ${at(e.bounce.stateAt)}. ${explainDelivery(e.bounce).explanation}${nearMissHint(e)}`
        : '',
  },
  {
    cause: 'never-invited',
    applies: (_, last) => last === undefined,
    message: (_, { name }) =>
      `${name} was never invited. Send the invitation: its link signs ${name} in with nothing to type.`,
  },
  {
    cause: 'signed-in',
    applies: lastEventIs('signed-in', signedInToday),
    message: (e, { name, ago, at }) => {
      const { signedIn, nearMiss, email, now } = e;
      const said = `${name} signed in ${ago(signedIn?.at ?? now)}, with a ${signedIn?.method === 'pin' ? 'Pin code' : 'link'}.`;
      return nearMiss && signedIn && nearMiss.at > signedIn.at
        ? `${said} Since then someone typed ${nearMiss.email} ${at(nearMiss.at)}. If that was ${name}, the address to type is ${email}.`
        : `${said} All is well.`;
    },
  },
  {
    cause: 'near-miss',
    applies: lastEventIs('near-miss'),
    message: (evidence, { name, at }) => {
      const { nearMiss, email, now } = evidence;
      const { method, difference = 'two-letters', at: typedAt = now, email: typed = '' } = nearMiss ?? {};
      const did = method === 'pin' ? 'typed a PIN with' : 'asked for a link with';
      return (
        `Someone ${did} ${typed} ${at(typedAt)}. Compared with the address here, ${differenceWords[difference]}. ` +
        (addressHasWorked(evidence)
          ? `${name} has signed in with ${email} before. If it was ${name}, that is the address to type.`
          : `It may have been a stranger, so ask ${name} to spell the address: either they type ${email}, or you correct it here.`)
      );
    },
  },
  {
    cause: 'pin-tried-out',
    applies: lastEventIs('pin-refused', pinIs('tried-out')),
    message: ({ email }, { name }) =>
      `A wrong PIN was typed ${signInPolicy.pinTries} times, so it no longer works. Generate a new one, and check that ${name} types ${email}.`,
  },
  {
    cause: 'wrong-pin',
    applies: lastEventIs('pin-refused', (e) => pinIs('waiting')(e) && e.pin !== undefined && e.pin.tries > 0),
    message: ({ pin }, { name }) => {
      const wrong = pin ? wrongTries(pin) : 0;
      const left = signInPolicy.pinTries - wrong;
      return `${name} typed a wrong PIN ${times(wrong)}, and has ${left} ${left === 1 ? 'try' : 'tries'} left. Read the six digits out once more, or generate a new Pin code.`;
    },
  },
  {
    cause: 'no-pin',
    applies: lastEventIs('pin-refused'),
    message: ({ pinRefused, now }, { name, at }) =>
      `${name} typed a PIN ${at(pinRefused?.at ?? now)}, and there was none that works: it is used, replaced or over. Generate a new Pin code.`,
  },
  {
    cause: 'pin-waiting',
    applies: lastEventIs('pin-generated'),
    message: ({ pin, email, now }, { name, ago }) =>
      `A Pin code was generated ${ago(pin?.createdAt ?? now)} and waits to be typed. Check that ${name} types ${email} with it.`,
  },
  {
    cause: 'older-link-opened',
    applies: lastEventIs('link-refused', newerLinkIsLive),
    message: (e, { name, at, plain }) => {
      const issued = mailedAt(e);
      return (
        `${name} opened an older link ${at(e.linkRefused?.at ?? e.now)}. Only the newest works. ` +
        `Ask ${name} to open the newest mail, from ${plain(issued)}.`
      );
    },
  },
  {
    cause: 'used-link-opened',
    applies: lastEventIs('link-refused', refusedAs('already-used')),
    message: (_, { name }) =>
      `${name} opened a link that was used already, and a link works once. Ask ${name} to ask for a new one, or generate a Pin code.`,
  },
  {
    cause: 'link-taken-back',
    applies: lastEventIs('link-refused', refusedAs('not-valid')),
    message: linkVoidedMessage,
  },
  {
    cause: 'link-expired',
    applies: lastEventIs('link-refused'),
    message: (_, { name }) =>
      `${name} opened a link whose time was over. Ask ${name} to ask for a new one, or generate a Pin code.`,
  },
  {
    cause: 'throttled',
    applies: lastEventIs('request-without-link', ({ asked }) => asked?.result === 'throttled'),
    message: (e, { name, plain }) =>
      `More links were asked for with this address than we mail within an hour, so no new one went out. ` +
      (e.link && isLive(e.link, e.now) && !mailFailed(e)
        ? `Ask ${name} to open the newest mail, from ${plain(mailedAt(e))}, or generate a Pin code.`
        : `Generate a Pin code.`),
  },
  {
    cause: 'link-not-sent',
    applies: lastEventIs('request-without-link', ({ asked }) => asked?.result === 'failed'),
    message: ({ asked, now }, { name, at }) =>
      `${name} asked for a link ${at(asked?.at ?? now)}, and it could not be sent. Generate a Pin code, and tell whoever runs Porchlight for you.`,
  },
  {
    cause: 'asked-while-off',
    applies: lastEventIs('request-without-link'),
    message: ({ asked, now }, { name, at }) =>
      `${name} asked for a link ${at(asked?.at ?? now)}, while access was off, and got none. Ask ${name} to ask again.`,
  },
  {
    cause: 'link-taken-back',
    applies: lastEventIs('mailed', ({ link }) => link !== undefined && link.voidedAt !== null),
    message: linkVoidedMessage,
  },
  {
    cause: 'link-expired',
    applies: lastEventIs('mailed', ({ link, now }) => !link || (link.redeemedAt === null && link.expiresAt <= now)),
    message: (e, { name, plain }) =>
      `The ${linkOrInvitation(e)} from ${plain(mailedAt(e))} was not used in time. Send a new invitation, or ask ${name} to ask for a link.`,
  },
  {
    cause: 'link-not-sent',
    applies: mailIs('failed', 'not-sent'),
    message: (e) =>
      `The ${linkOrInvitation(e)} could not be sent. Generate a Pin code, and tell whoever runs Porchlight for you.`,
  },
  {
    cause: 'link-delayed',
    applies: mailIs('delayed'),
    message: (e, { name, at }) =>
      `The mail system at ${domainOf(e.email)} keeps the ${linkOrInvitation(e)} waiting, sent ${at(mailedAt(e))}. It is tried again by itself. If ${name} is in a hurry, generate a Pin code.`,
  },
  {
    cause: 'link-on-its-way',
    applies: (e, last) => mailIs('queued')(e, last) || (mailIs('sent')(e, last) && justSent(e)),
    message: (e, { name, ago }) =>
      notYetAccepted(e)
        ? `The ${linkOrInvitation(e)} was made ${ago(mailedAt(e))}, and our mail service has not taken it yet. It goes out by itself. If ${name} is in a hurry, generate a Pin code.`
        : `The ${linkOrInvitation(e)} was made ${ago(mailedAt(e))} and is still on its way. Ask ${name} to wait a minute, then open the newest mail.`,
  },
  {
    cause: 'marked-as-spam',
    applies: mailIs('complained'),
    message: (e, { name }) =>
      `The ${linkOrInvitation(e)} arrived, and was marked as spam. Ask ${name} to look in the spam folder and move it to the inbox, or generate a Pin code.`,
  },
  {
    cause: 'link-not-opened',
    applies: lastEventIs('mailed', ({ link }) => link !== undefined && link.redeemedAt === null),
    message: (e, { name, ago }) =>
      `The ${linkOrInvitation(e)} was ${e.mail?.state === 'delivered' ? 'delivered' : 'sent'} ${ago(e.mail?.stateAt ?? mailedAt(e))} and has not been opened. ` +
      `Ask ${name} to look for a mail from ${e.mailName}, in the spam folder too, or generate a Pin code.`,
  },
];
