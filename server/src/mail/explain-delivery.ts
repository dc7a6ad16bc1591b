import { interruptedReason, type MailRecord, type MailState } from './mail.ts';

/** Where a mail is, since when, and in plain words what that means and what to do. */
export interface ExplainedDelivery {
  state: MailState;
  at: Date;
  explanation: string;
}

/** How long sending normally takes, in milliseconds. */
const soon = 60_000;

/** Explains the state of a mail to staff. Nobody else may see it. */
export function explainDelivery(mail: MailRecord, now = new Date()): ExplainedDelivery {
  const who = mail.kind === 'staff-sign-in-link' ? 'the staff member' : 'the client';
  const domain = mail.to.split('@').at(-1) ?? '';
  switch (mail.state) {
    case 'queued':
      return { state: 'queued', at: mail.queuedAt, explanation: explainQueued(mail, who, now) };
    case 'sent':
      return { state: 'sent', at: mail.stateAt, explanation: explainSent(mail, who) };
    case 'delivered':
      return { state: 'delivered', at: mail.stateAt, explanation: explainDelivered(mail, domain, who) };
    case 'delayed':
      return {
        state: 'delayed',
        at: mail.stateAt,
        explanation: `The mail system at ${domain} keeps us waiting. It is tried again by itself.${meanwhile(who)}`,
      };
    case 'bounced':
      return { state: 'bounced', at: mail.stateAt, explanation: explainBounce(mail, domain, who) };
    case 'complained':
      return {
        state: 'complained',
        at: mail.stateAt,
        explanation: `It arrived, and was marked as spam. Ask ${who} to take it out of the spam folder, or later mails will land there too.`,
      };
    case 'failed':
      return {
        state: 'failed',
        at: mail.stateAt,
        explanation: `It could not be sent: our mail service did not take it. Send it again, and if that fails too, tell whoever runs Porchlight for you.`,
      };
    case 'not-sent':
      return {
        state: 'not-sent',
        at: mail.stateAt,
        explanation: explainNotSent(mail),
      };
  }
}

function explainNotSent({ reason }: MailRecord): string {
  return reason === interruptedReason
    ? 'It may have been sent or not: the server stopped while sending it, and its link had expired or was replaced by a newer one before it could be tried again.'
    : 'It was not sent: its link had expired or was replaced by a newer one before its turn came.';
}

function explainQueued({ attempts, reason, queuedAt }: MailRecord, who: string, now: Date): string {
  // While the mail service is down, most mails wait without being tried.
  const heldUp = (attempts > 0 && reason !== null) || now.getTime() - queuedAt.getTime() > soon;
  if (!heldUp) return 'It is about to be sent.';
  return `Our mail service has not taken it yet. It goes out by itself as soon as it can, so there is no need to send it again.${meanwhile(who)}`;
}

/** What to do until the mail arrives; staff have no Pin codes. */
const meanwhile = (who: string): string => (who === 'the client' ? ` If ${who} is in a hurry, use a Pin code.` : '');

function explainSent({ provider }: MailRecord, who: string): string {
  return provider === 'smtp'
    ? `Your mail server has taken it. If ${who} can't find it, look in the spam folder and other folders.`
    : `Our mail service has taken it, and no word came back yet. It usually arrives within a minute.`;
}

function explainDelivered({ provider }: MailRecord, domain: string, who: string): string {
  return provider === 'mailbox'
    ? 'It is in the local mailbox.'
    : `The mail system at ${domain} has taken it. If ${who} can't find it, look in the spam folder and other folders.`;
}

const noSuchMailbox =
  /\b5\.1\.(?:1|10|6)\b|user unknown|unknown user|no such (?:user|mailbox|recipient)|does ?n[o']t exist|recipient (?:address )?rejected: (?:user )?unknown|mailbox (?:not found|unavailable)|NoEmail/i;
const noSuchDomain =
  /\b5\.(?:1\.2|4\.4)\b|domain (?:not found|does not exist)|host (?:not found|unknown)|NXDOMAIN|unrouteable/i;
const full = /\b[45]\.2\.2\b|mailbox ?full|over ?quota|quota exceeded|MailboxFull/i;
const disabled = /\b5\.2\.1\b|disabled|inactive|suspended/i;
const unwelcome = /\b5\.7\.\d+\b|spam|blocked|blacklist|policy|ContentRejected|reputation|DMARC/i;

function explainBounce({ reason }: MailRecord, domain: string, who: string): string {
  const said = reason ?? '';
  const check = `Check the address with ${who}.`;
  if (/^suppressed\b|Suppressed/.test(said))
    return `Our mail service no longer sends to this address, because mail to it came back or was marked as spam before. ${check}`;
  if (noSuchDomain.test(said)) return `There is no mail system at ${domain}. ${check}`;
  if (full.test(said))
    return `The mailbox is full, says the mail system at ${domain}. Ask ${who} to make room, then send it again.`;
  if (disabled.test(said))
    return `The mail system at ${domain} says this mailbox is switched off. Ask ${who} for another address.`;
  if (noSuchMailbox.test(said)) return `The mail system at ${domain} says this mailbox does not exist. ${check}`;
  if (unwelcome.test(said))
    return `The mail system at ${domain} refuses our mail.${meanwhile(who)} Tell whoever runs Porchlight for you.`;
  return `The mail system at ${domain} sent it back. ${check}`;
}
