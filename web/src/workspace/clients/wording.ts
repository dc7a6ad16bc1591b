import type { AccessStateFragment, MailState, Relationship } from '../../api/generated/workspace/graphql.ts';

export const relationshipNames: Readonly<Record<Relationship, string>> = {
  SELF: 'Self',
  PARENT: 'Parent',
  GUARDIAN: 'Guardian',
  PARTNER: 'Partner',
};

/** The choices of a relationship field, in the order in which they are likely. */
export const relationshipChoices = Object.entries(relationshipNames).map(([value, name]) => ({ value, name }));

const deliveryWords: Readonly<Record<MailState, string>> = {
  QUEUED: 'waiting to be sent',
  SENT: 'sent',
  DELIVERED: 'delivered',
  DELAYED: 'delayed',
  BOUNCED: 'came back',
  COMPLAINED: 'marked as spam',
  FAILED: 'could not be sent',
  NOT_SENT: 'not sent',
};

const unhappy: ReadonlySet<MailState> = new Set(['DELAYED', 'BOUNCED', 'COMPLAINED', 'FAILED', 'NOT_SENT']);

/** The one address that signs in for a client; undefined when there is none, or several. */
export function onlyAddress(accesses: readonly AccessStateFragment[]): string | undefined {
  return accesses.length === 1 ? accesses[0]?.email : undefined;
}

/** How long something still works: "23 h 59 min left", "24 h left", "4 min left". */
export function timeLeft(seconds: number): string {
  if (seconds === 0) return 'Its time is over';
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts = [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`, 'left'];
  return parts.filter(Boolean).join(' ');
}

type Delivery = { readonly state: MailState } | null | undefined;

/** What became of a mail, in a word or two; undefined where nothing is known beyond that it was sent. */
export function deliveryWord(delivery: Delivery): string | undefined {
  return delivery == null || delivery.state === 'SENT' ? undefined : deliveryWords[delivery.state];
}

const notLeft: ReadonlySet<MailState> = new Set(['QUEUED', 'FAILED', 'NOT_SENT']);

/** Whether a mail can be said to be sent; so can one of which nothing is remembered any more. */
export function hasLeft(delivery: Delivery): boolean {
  return delivery == null || !notLeft.has(delivery.state);
}

/** Whether the mail may never be read, so that a staff member has to do something. */
export function deliveryFailed(delivery: Delivery): boolean {
  return delivery != null && unhappy.has(delivery.state);
}

/** Several names in one sentence. */
export function namesOf(clients: readonly { readonly name: string }[]): string {
  return new Intl.ListFormat('en').format(clients.map(({ name }) => name));
}
