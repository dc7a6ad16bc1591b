import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import type { FormattedPhone } from '../lib/phone.ts';
import type { Portal } from './portal.ts';

/** The public details of a practice that the guide prints. */
export type GuideFacts = Pick<Portal, 'name' | 'mailName' | 'linkLifetimeMinutes' | 'pinLifetimeMinutes'> &
  Pick<FormattedPhone, 'phone'> & {
    /** The full URL of the sign-in page. */
    url: string;
  };

/** The address in the pictures. */
export const typedAddress = 'you@example.com';

/** One numbered step. Text between asterisks is printed bold. */
export interface Step {
  title: string;
  text: string;
  /** The picture's alternative text. */
  picture: string;
}

/** The four steps, with the practice's name, phone and lifetimes. */
export const steps = ({ phone, mailName, linkLifetimeMinutes }: GuideFacts): readonly [Step, Step, Step, Step] => [
  {
    title: 'Ask for a link',
    text: 'Open your portal. Type your e-mail address and press *Send me a link*.',
    picture: 'The sign-in page: one field for your e-mail address, and the button Send me a link.',
  },
  {
    title: 'Open the newest mail',
    text: `It comes from *${mailName}*. Press the link in it, and you are in. It works once, for ${formatLifetime(linkLifetimeMinutes)}.`,
    picture: 'The page Check your mail, which says that a link is on its way.',
  },
  {
    title: 'No mail? Try the tips',
    text: 'On the same page, press *Try these tips*. Still no mail? Press *Sign In via Pin code*.',
    picture: 'The three tips, and under them the button Sign In via Pin code.',
  },
  {
    title: 'Or call us',
    text: `${phone ? `Call *${phone}*.` : 'Call us.'} We tell you a Pin code of 6 digits. Type it with your e-mail address and press *Sign In*.`,
    picture: 'The Pin code page: your e-mail address, the Pin code, and the button Sign In.',
  },
];

/**
 * The texts of the portal's pages, as the pictures show them. e2e/guide.spec.ts checks that the pages have
 * the same texts.
 */
export const pageTexts = ({ name, phone, mailName, linkLifetimeMinutes, pinLifetimeMinutes }: GuideFacts) => ({
  signIn: {
    lead: 'Sign in to your Client Portal. There is no password: we e-mail you a link.',
    email: 'Your e-mail address',
    send: 'Send me a link',
  },
  checkMail: {
    heading: 'Check your mail',
    lead: `If ${typedAddress} has portal access, a link is on its way. Change`,
    more: `Open it on this device or any other. It works once, for ${formatLifetime(linkLifetimeMinutes)}. Only the newest mail works.`,
    noMail: 'No mail after a few minutes?',
    tips: 'Try these tips',
  },
  tips: [
    `Look in spam, junk and your other folders. The mail comes from ${mailName}; search for that name.`,
    `Check the address above for typos. It must be the one that ${name} has for you.`,
    'Wait a few minutes, then ask again. Use only the newest mail.',
  ],
  stillNothing: `Still nothing? ${name} can help you over the phone.`,
  toPin: 'Sign In via Pin code',
  pin: {
    heading: 'Sign in with a Pin code',
    lead: `${phone ? 'Call' : 'Contact'} ${name} and ask for a Pin code. They will tell you 6 digits to type here.`,
    call: phone && `Call ${phone}`,
    once: `It works once, for ${formatLifetime(pinLifetimeMinutes)}, and only with the e-mail address that the practice has for you.`,
    pin: 'Pin code',
    hint: '6 digits',
    signIn: 'Sign In',
  },
});
