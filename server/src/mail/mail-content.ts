import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { formatPhone } from '../lib/phone.ts';
import { requestTime } from './request-time.ts';
import type { MailFacts, MailKind } from './mail.ts';
import { safeSenderName } from './sender-name.ts';

/** The content of a mail, from which its HTML and its text are rendered. */
export interface MailContent {
  subject: string;
  /** The preview line that mail programs show beside the subject. */
  preview: string;
  /** The practice's name for mails. */
  sender: string;
  heading: string;
  before: string[];
  /** The button; null when there is nothing to open. */
  action: { label: string; link: string } | null;
  after: string[];
  notYou: string;
}

/** The URLs in a mail. */
export interface MailUrls {
  /** The sign-in link with its token; null for a mail without one. */
  link: string | null;
  /** The practice's portal address. */
  portalUrl: string;
}

type Writer = (facts: Words, addresses: MailUrls) => Omit<MailContent, 'sender'>;

interface Words {
  name: string;
  at: string;
  lifetime: string;
  /** "call Harbor at (555) 010-0199", or what to do without a phone number. */
  call: string;
  invited: boolean;
  partly: boolean;
}

const writers: Record<MailKind, Writer> = {
  'sign-in-link': ({ name, at, lifetime, call }, { link, portalUrl }) => ({
    subject: `Your sign-in link, ${at}`,
    preview: `Asked for on ${at}. Works once, for ${lifetime}.`,
    heading: 'Sign in to your Client Portal',
    before: [`You asked ${name} for this link on ${at}. Open it to sign in. There is no password.`],
    action: action('Sign in', link),
    after: [
      `The link works once, for ${lifetime}. If you asked more than once, only the newest mail works.`,
      `Can't get in? Ask for a new link at ${portalUrl}, or ${call}.`,
    ],
    notYou:
      'You did not ask for this? Then you can ignore this mail. Nobody can sign in without the link, so please do not pass it on.',
  }),
  invitation: ({ name, at, lifetime, call }, { link, portalUrl }) => ({
    subject: `Your invitation to the Client Portal, ${at}`,
    preview: `Open the link to sign in. It works once, for ${lifetime}.`,
    heading: 'Welcome to your Client Portal',
    before: [`${name} invites you to its Client Portal. Open this link to sign in. There is no password to choose.`],
    action: action('Open my portal', link),
    after: [
      `The link works once, for ${lifetime}. If you got more than one mail, only the newest works.`,
      `From then on, your portal is at ${portalUrl}. Keep that address as a bookmark: enter your e-mail address there, and a fresh link comes by mail.`,
      `Do you need help? Please ${call}.`,
    ],
    notYou: `You do not know ${name}? Then someone mistyped an address. You can ignore this mail, and please do not pass it on.`,
  }),
  'staff-sign-in-link': ({ name, at, lifetime, invited }, { link }) => ({
    subject: `Your staff sign-in link, ${at}`,
    preview: `${invited ? 'Made' : 'Asked for'} on ${at}. Works once, for ${lifetime}.`,
    heading: invited ? 'Welcome to the workspace' : 'Sign in to the workspace',
    before: [
      invited
        ? `You can now work in the workspace of ${name} with this e-mail address. Open this link to sign in. There is no password.`
        : `You asked for this link to the workspace of ${name} on ${at}. Open it to sign in.`,
    ],
    action: action('Sign in to the workspace', link),
    after: [
      invited
        ? `The link works once, for ${lifetime}. Is it too late? Open it all the same, and ask for a new one there.`
        : `The link works once, for ${lifetime}. If you asked more than once, only the newest mail works.`,
    ],
    notYou: invited
      ? `You do not work at ${name}? Then someone mistyped an address. You can ignore this mail, and please do not pass it on.`
      : 'You did not ask for this? Then you can ignore this mail, but tell the owner of your practice. Please do not pass it on.',
  }),
  'address-changed': ({ name, at, call, partly }, { portalUrl }) => ({
    subject: `The address for your portal was changed, ${at}`,
    preview: `${partly ? 'Some sign-in links' : 'Sign-in links'} go to another address from now on.`,
    heading: `${partly ? 'Part of your portal' : 'Your portal'} has a new e-mail address`,
    before: [
      `${name} changed the e-mail address for ${partly ? 'part of ' : ''}your Client Portal on ${at}.`,
      partly
        ? `From now on, that part opens with the new address only, and the rest with this one as before. Everyone who was signed in with this address has been signed out. Ask for a new link at ${portalUrl}.`
        : 'From now on, sign-in links go to the new address. They no longer come to this one, and everyone who was signed in with this address has been signed out.',
    ],
    action: null,
    after: ['You asked for the change? Then there is nothing more to do.'],
    notYou: `You did not ask for it? Please ${call} soon, so that they can put it right.`,
  }),
};

/** Writes a mail's content. The same facts and link always give the same content. */
export function mailContent(kind: MailKind, facts: MailFacts, addresses: MailUrls): MailContent {
  const name = safeSenderName(facts.mailName);
  const content = writers[kind](
    {
      name,
      at: requestTime(facts.askedAt, facts.timeZone),
      lifetime: formatLifetime(facts.lifetimeMinutes),
      invited: facts.invited === true,
      partly: facts.partly === true,
      call: facts.phone ? `call ${name} at ${formatPhone(facts.phone).phone}` : `get in touch with ${name}`,
    },
    addresses,
  );
  return { ...content, sender: name };
}

function action(label: string, link: string | null): MailContent['action'] {
  if (link === null) throw new Error('this kind of mail needs a link');
  return { label, link };
}
