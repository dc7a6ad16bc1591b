import type { Logger } from 'pino';
import { sanitizeReason } from './sanitize-reason.ts';
import type { MailStore, StateChange } from './mail.store.ts';
import type { MailRecord, MailRef, MailState } from './mail.ts';

/** An event of the mail service about a mail. */
export interface DeliveryEvent {
  /** The mail, from the tags that the service returns; without them the provider's id finds it. */
  ref: MailRef | undefined;
  providerId: string;
  state: Exclude<MailState, 'queued' | 'not-sent'>;
  at: Date;
  reason: string | null;
}

// A later state in this list replaces an earlier one. A service that took a mail may fail to send it; a delivered mail
// may still bounce; a complaint is final.
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

/** Whether an event changes a mail's state. The final state does not depend on the order or repetition of events. */
export function changesState(mail: Pick<MailRecord, 'state' | 'sentAt'>, event: DeliveryEvent['state']): boolean {
  // `failed` is only our assumption while no service has taken the mail: a try that timed out may have worked.
  if (mail.state === 'failed' && mail.sentAt === null) return true;
  return order.indexOf(event) > order.indexOf(mail.state);
}

/**
 * Records an event. A repeated or late one, or one about an unknown mail, changes nothing.
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
    // Another event may have changed the state since it was read; then read it again.
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
