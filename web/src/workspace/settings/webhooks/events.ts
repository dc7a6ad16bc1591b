import type { WebhookEvent, WebhookFieldsFragment } from '../../../api/generated/workspace/graphql.ts';

/** What each event is called on screens. */
export const eventLabels: Readonly<Record<WebhookEvent, string>> = {
  CLIENT_CREATED: 'Client added',
  CLIENT_CHANGED: 'Client changed',
  CLIENT_SIGNED_IN: 'Signed in',
  ACCESS_CHANGED: 'Access changed',
  INVITATION_SENT: 'Invitation sent',
  INVITATION_DELIVERED: 'Invitation delivered',
  INVITATION_BOUNCED: 'Invitation bounced',
  LINK_REQUESTED: 'Link asked for',
  LINK_DELIVERED: 'Link delivered',
  LINK_BOUNCED: 'Link bounced',
  PIN_GENERATED: 'Pin code generated',
  PIN_REVOKED: 'Pin code taken back',
  PIN_REFUSED: 'Pin code refused',
};

export const allEvents = Object.keys(eventLabels) as readonly WebhookEvent[];

/** The events that a webhook gets, in words. */
export function eventList({ events }: WebhookFieldsFragment): string {
  if (events.length === allEvents.length) return 'Everything';
  return events.map((event) => eventLabels[event]).join(' · ');
}
