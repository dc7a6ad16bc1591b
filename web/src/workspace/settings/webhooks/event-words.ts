import type { WebhookEvent } from '../../../api/generated/workspace/graphql.ts';

/** What each event is called on screens. */
export const eventWords: Readonly<Record<WebhookEvent, string>> = {
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

export const allEvents = Object.keys(eventWords) as readonly WebhookEvent[];
