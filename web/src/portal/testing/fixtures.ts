import type { Portal, SessionLife, Viewer } from '../../api/portal.ts';

export const harbor: Portal = {
  slug: 'harbor',
  name: 'Harbor Counseling',
  mailName: 'Harbor Counseling',
  url: 'https://porchlight.example/harbor',
  phone: '(555) 010-0199',
  phoneUri: 'tel:+15550100199',
  address: '12 Pier Street',
  timeZone: 'America/New_York',
  linkLifetimeMinutes: 1440,
  pinLifetimeMinutes: 1440,
};

const freshSession: SessionLife = { idleSecondsLeft: 1800, secondsLeft: 43_200, warnSeconds: 120 };

/** The parent of two, who has not chosen yet. */
export const parent: Viewer = {
  email: 'parent@client.example',
  portal: harbor,
  accesses: [
    { id: 'mia', clientName: 'Mia Brandt', relationship: 'PARENT' },
    { id: 'leo', clientName: 'Leo Brandt', relationship: 'PARENT' },
  ],
  chosen: null,
  devices: [
    {
      id: 'here',
      name: 'Chrome on Android',
      method: 'LINK',
      signedInAt: '2026-11-03T14:00:00Z',
      lastActiveAt: '2026-11-03T14:14:00Z',
      current: true,
    },
    {
      id: 'there',
      name: 'Safari on iPhone',
      method: 'PIN',
      signedInAt: '2026-11-01T14:00:00Z',
      lastActiveAt: '2026-11-02T14:14:00Z',
      current: false,
    },
  ],
  session: freshSession,
};

/** Somebody with access to one client only: themselves. */
export const jamie: Viewer = {
  ...parent,
  email: 'jamie@client.example',
  accesses: [{ id: 'jamie', clientName: 'Jamie Rivera', relationship: 'SELF' }],
  chosen: { id: 'jamie', clientName: 'Jamie Rivera', relationship: 'SELF' },
};

/** What a redeemed link or PIN is answered with. */
export const signedIn = { __typename: 'SignedIn', kind: 'PORTAL', severalClients: false, portal: harbor };

/** What a server answers to whoever is not signed in. */
export const notSignedIn = { WhoIsSignedIn: () => ({ me: null }) };
