import type { ClientPortalQuery, StaffQuery } from '../../api/generated/workspace/graphql.ts';

type Staff = NonNullable<StaffQuery['staff']>;
type Client = NonNullable<ClientPortalQuery['client']>;

const practice = {
  __typename: 'Practice' as const,
  id: 'harbor',
  version: 3,
  name: 'Harbor Counseling',
  mailName: 'Harbor Counseling',
  phone: '(555) 010-0199',
  phoneUri: 'tel:+15550100199',
  address: '12 Pier Street',
  timeZone: 'America/New_York',
  slug: 'harbor',
  portalUrl: 'https://porchlight.example/harbor',
  linkLifetimeMinutes: 1440,
  pinLifetimeMinutes: 1440,
};

/** The owner, who may do everything. */
export const owner: Staff & {
  readonly __typename: 'StaffViewer';
  readonly session: { readonly __typename: 'SessionLife' };
} = {
  __typename: 'StaffViewer',
  id: 'dana',
  name: 'Dana Reyes',
  email: 'owner@harbor.example',
  role: 'OWNER',
  permissions: [
    'CLIENTS_READ',
    'CLIENTS_WRITE',
    'INVITATIONS_SEND',
    'PINS_GENERATE',
    'ACCESS_WRITE',
    'PRACTICE_READ',
    'PRACTICE_WRITE',
    'STAFF_WRITE',
    'API_KEYS_WRITE',
    'ACTIVITY_READ',
  ],
  practice,
  session: { __typename: 'SessionLife', idleSecondsLeft: 1800, secondsLeft: 43_200, warnSeconds: 120 },
};

/** The front desk: invitations, PINs and addresses, but no record and no setting. */
export const frontDesk: typeof owner = {
  ...owner,
  id: 'finn',
  name: 'Finn Ode',
  role: 'FRONT_DESK',
  permissions: ['CLIENTS_READ', 'INVITATIONS_SEND', 'PINS_GENERATE', 'ACCESS_WRITE', 'PRACTICE_READ', 'ACTIVITY_READ'],
};

const access: Client['accesses'][number] & { readonly __typename: 'PortalAccess' } = {
  __typename: 'PortalAccess',
  id: 'jamie-self',
  version: 1,
  person: 'Jamie Rivera',
  relationship: 'SELF',
  email: 'jamie@client.example',
  active: true,
  invitation: { sentAt: '2026-11-03T19:14:00Z', sentBy: 'Dana Reyes', delivery: null },
  lastSignIn: null,
  bounce: null,
  otherClients: [],
  diagnosis: null,
  nearMisses: [],
  newestPin: null,
};

/** A client with one address, invited, without a PIN. */
export const jamie: Client & { readonly __typename: 'Client' } = {
  __typename: 'Client',
  id: 'jamie',
  version: 7,
  firstName: 'Jamie',
  lastName: 'Rivera',
  name: 'Jamie Rivera',
  phone: null,
  phoneUri: null,
  reference: 'HC-1042',
  archivedAt: null,
  accesses: [access],
};

/** A PIN that waits to be typed. */
export const waitingPin = {
  __typename: 'NewestPin' as const,
  state: 'WAITING' as const,
  stateAt: null,
  createdAt: '2026-11-03T19:21:00Z',
  expiresAt: '2026-11-04T19:21:00Z',
  createdBy: 'Dana Reyes',
  wrongTries: 0,
  triesLeft: 5,
};

/** The same client with what is given in place of what their one access holds. */
export function withAccess(change: Partial<typeof access>): typeof jamie {
  return { ...jamie, accesses: [{ ...access, ...change }] };
}

/** How a page of a list ends; without a cursor it is the last one. */
export function pageInfo(endCursor: string | null) {
  return { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor };
}

/** A page of the list of clients; their names in lower case are their ids. */
export function clientPage(names: readonly string[], endCursor: string | null = null, totalCount = names.length) {
  return {
    clients: {
      __typename: 'ClientConnection',
      totalCount,
      edges: names.map((name) => ({
        __typename: 'ClientEdge',
        cursor: name,
        node: { ...jamie, id: name.toLowerCase(), name, accesses: [], lastSignIn: null },
      })),
      pageInfo: pageInfo(endCursor),
    },
  };
}

/** The refusal to save over what someone else has saved. */
export function editedMeanwhile(version: number) {
  return { __typename: 'EditedMeanwhile', message: 'Someone else was faster.', version };
}

/** A page of activity, newest first. */
export function activityPage(
  entries: readonly { id: string; summary: string; nextStep?: string }[],
  endCursor: string | null,
) {
  return {
    client: {
      __typename: 'Client',
      id: 'jamie',
      activity: {
        __typename: 'ActivityConnection',
        edges: entries.map(({ id, summary, nextStep = null }) => ({
          __typename: 'ActivityEdge',
          cursor: id,
          node: {
            __typename: 'ActivityEntry',
            id,
            at: '2026-11-03T19:14:00Z',
            kind: 'link.requested',
            result: 'sent',
            summary,
            nextStep,
            actor: null,
            email: 'jamie@client.example',
            delivery: null,
          },
        })),
        pageInfo: pageInfo(endCursor),
      },
    },
  };
}
