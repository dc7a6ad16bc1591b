import type { Logger } from 'pino';
import { sanitizeReason } from './sanitize-reason.ts';
import type { MailStore, StateChange } from './mail.store.ts';
import type { MailRecord, MailRef, MailState } from './mail.ts';

/** What a mail service tells about a mail that it took. */
export interface DeliveryEvent {
  /** The mail, when the service hands its tags back; its own id finds it otherwise. */
  ref: MailRef | undefined;
  providerId: string;
  state: Exclude<MailState, 'queued' | 'not-sent'>;
  at: Date;
  reason: string | null;
}

// Later in this list knows more. A service that took a mail may fail to send it; a mail that a system
// took may still bounce afterwards, and one that bounced was never read; a complaint is the reader's own word.
const order: readonly MailState[] = [
  'queued',
  'not-sent',
  'sent',
  'delayed',
  'failed',
  'delivered',
  'bounced',
  'complained',
];

/** Whether an event moves a mail on. However the events are ordered or repeated, the mail ends in the same state. */
export function changesState(mail: Pick<MailRecord, 'state' | 'sentAt'>, event: DeliveryEvent['state']): boolean {
  // That a mail failed is only our own belief while nobody has taken it: a try that timed out may have worked.
  if (mail.state === 'failed' && mail.sentAt === null) return true;
  return order.indexOf(event) > order.indexOf(mail.state);
}

/**
 * Takes note of an event. One that is repeated, late, or about a mail we do not know changes nothing.
 *
 * @returns whether the mail's state changed.
 */
export async function recordDeliveryEvent(
  { mails, logger }: { mails: MailStore; logger: Logger },
  event: DeliveryEvent,
): Promise<boolean> {
  const change: StateChange = {
    state: event.state,
    at: event.at,
    reason: event.reason && sanitizeReason(event.reason),
  };
  for (;;) {
    const mail = await findMail(mails, event);
    if (!mail || !changesState(mail, event.state)) return false;
    // Someone else may have moved it since we looked; then look again, and it can only have moved on.
    if (!(await mails.changeState(mail, change))) continue;
    logger.info(
      { mail: mail.id, kind: mail.kind, state: event.state, reason: change.reason },
      'the mail service told of a mail',
    );
    return true;
  }
}

async function findMail(mails: MailStore, event: DeliveryEvent): Promise<MailRecord | undefined> {
  return event.ref ? mails.find(event.ref) : mails.findByProviderId(event.providerId);
}
