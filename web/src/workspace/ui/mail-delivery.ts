import type { MailState } from '../../api/generated/workspace/graphql.ts';

/** What is known about a mail; nothing once its record is deleted. */
type Delivery = { readonly state: MailState } | null | undefined;

const labels: Readonly<Record<MailState, string>> = {
  QUEUED: 'waiting to be sent',
  SENT: 'sent',
  DELIVERED: 'delivered',
  DELAYED: 'delayed',
  BOUNCED: 'came back',
  COMPLAINED: 'marked as spam',
  FAILED: 'could not be sent',
  NOT_SENT: 'not sent',
};

const failed: ReadonlySet<MailState> = new Set(['DELAYED', 'BOUNCED', 'COMPLAINED', 'FAILED', 'NOT_SENT']);
const unsent: ReadonlySet<MailState> = new Set(['QUEUED', 'FAILED', 'NOT_SENT']);

/** What became of a mail, in a word or two; undefined where nothing is known beyond that it was sent. */
export function deliveryLabel(delivery: Delivery): string | undefined {
  return delivery == null || delivery.state === 'SENT' ? undefined : labels[delivery.state];
}

/** Whether a mail can be said to be sent; a mail without a record can. */
export function wasSent(delivery: Delivery): boolean {
  return delivery == null || !unsent.has(delivery.state);
}

/** Whether the mail may never be read, so that a staff member has to do something. */
export function deliveryFailed(delivery: Delivery): boolean {
  return delivery != null && failed.has(delivery.state);
}
