import type { ActivityKind } from '../activity/activity-kind.ts';
import type { MailKind, MailState } from '../mail/mail.ts';

/** The events of webhooks. */
export type WebhookEvent =
  | 'client.created'
  | 'client.changed'
  | 'client.signed_in'
  | 'access.changed'
  | 'invitation.sent'
  | 'invitation.delivered'
  | 'invitation.bounced'
  | 'link.requested'
  | 'link.delivered'
  | 'link.bounced'
  | 'pin.generated'
  | 'pin.revoked'
  | 'pin.refused';

/** The description of each event, in the order of the screen. */
export const eventTexts: Readonly<Record<WebhookEvent, string>> = {
  'client.created': 'A client was added.',
  'client.changed': 'A client was changed, archived or restored.',
  'client.signed_in': 'Someone with access signed in.',
  'access.changed': 'Access was given, changed, switched on or off, moved to another address, or removed.',
  'invitation.sent': 'An invitation was sent.',
  'invitation.delivered': 'An invitation arrived.',
  'invitation.bounced': 'An invitation did not arrive.',
  'link.requested': 'Someone with access asked for a sign-in link.',
  'link.delivered': 'A sign-in link arrived.',
  'link.bounced': 'A sign-in link did not arrive.',
  'pin.generated': 'A PIN was made.',
  'pin.revoked': 'A PIN was taken back.',
  'pin.refused': 'A PIN did not work, at an address that has access.',
};

/** Every event, in the order of the screen. */
export const webhookEvents = Object.keys(eventTexts) as readonly WebhookEvent[];

/** The test event, which nobody subscribes to. */
export const testEvent = 'webhook.test';

/** The event of each kind of act. */
export const eventOfAct: Readonly<Partial<Record<ActivityKind, WebhookEvent>>> = {
  'client.created': 'client.created',
  'client.changed': 'client.changed',
  'client.archived': 'client.changed',
  'client.restored': 'client.changed',
  'signed-in': 'client.signed_in',
  'access.added': 'access.changed',
  'access.changed': 'access.changed',
  'access.removed': 'access.changed',
  'access.on': 'access.changed',
  'access.off': 'access.changed',
  'address.changed': 'access.changed',
  'invitation.sent': 'invitation.sent',
  'link.requested': 'link.requested',
  'pin.generated': 'pin.generated',
  'pin.revoked': 'pin.revoked',
  'pin.refused': 'pin.refused',
};

/** The event of each state of a mail. */
export const eventsOfMail: readonly { mail: MailKind; state: MailState; event: WebhookEvent }[] = [
  { mail: 'invitation', state: 'delivered', event: 'invitation.delivered' },
  { mail: 'sign-in-link', state: 'delivered', event: 'link.delivered' },
  ...(['bounced', 'complained', 'failed'] as const).flatMap((state) => [
    { mail: 'invitation' as const, state, event: 'invitation.bounced' as const },
    { mail: 'sign-in-link' as const, state, event: 'link.bounced' as const },
  ]),
];
