import type { ApiKeyScope } from '../../../api/generated/workspace/graphql.ts';

/** What a scope is called on screen, and what it lets a program do. */
export const scopeLabels: Readonly<Record<ApiKeyScope, { readonly name: string; readonly lets: string }>> = {
  CLIENTS_READ: { name: 'See clients', lets: 'Names, addresses, and the state of invitations.' },
  CLIENTS_WRITE: { name: 'Change clients', lets: 'Add, change and archive them; give access and change addresses.' },
  INVITATIONS_SEND: { name: 'Send invitations', lets: 'Each one is an e-mail with a link that signs the client in.' },
  PINS_GENERATE: {
    name: 'Make Pin codes',
    lets: 'A Pin code signs a client in. Choose this only if your program needs it.',
  },
  ACTIVITY_READ: { name: 'Read the record', lets: 'Who did what, and when.' },
  PRACTICE_READ: { name: 'See the settings', lets: 'Practice Details, the portal, and who works here.' },
  PRACTICE_WRITE: { name: 'Change the settings', lets: 'Practice Details and the portal; never staff or keys.' },
  WEBHOOKS_MANAGE: { name: 'Manage webhooks', lets: 'Decide which other systems hear what happens.' },
};

/** Every scope, in the order in which they are offered. */
export const allScopes = Object.keys(scopeLabels) as readonly ApiKeyScope[];
