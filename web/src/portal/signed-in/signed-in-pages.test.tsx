import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { fakeServer, GraphQLFault, latest } from '../../testing/fake-server.ts';
import { openPortal } from '../../testing/open-portal.tsx';
import { harbor, jamie, parent } from '../../testing/portal-fixtures.ts';

const nobody = { WhoIsSignedIn: () => ({ me: null }) };

function signedOut(): never {
  throw new GraphQLFault('Please sign in.', { code: 'UNAUTHENTICATED' });
}

describe('the pages behind the door', () => {
  it('show nothing to somebody who is not signed in', async () => {
    fakeServer({ ...nobody, Me: () => ({ me: null }) });
    openPortal('/harbor/home');
    await screen.findByLabelText('Your e-mail address');
    expect(location.pathname).toBe('/harbor');
  });

  it('show nothing of another practice, even to somebody who is signed in there', async () => {
    fakeServer({ ...nobody, Me: () => ({ me: { ...jamie, portal: { ...harbor, slug: 'lakeside' } } }) });
    openPortal('/harbor/home');
    await screen.findByLabelText('Your e-mail address');
    expect(screen.queryByText('jamie@client.example')).toBeNull();
  });

  it('let nobody past the choice who has not chosen', async () => {
    fakeServer({ Me: () => ({ me: parent }) });
    openPortal('/harbor/home');
    await screen.findByRole('button', { name: /Mia Brandt/ });
    await waitFor(() => expect(location.pathname).toBe('/harbor/choose'));
  });

  it('sign out one other device', async () => {
    let { devices } = jamie;
    const asked = fakeServer({
      Me: () => ({ me: { ...jamie, devices } }),
      StaySignedIn: () => ({ staySignedIn: jamie.session }),
      SignOutDevice: () => {
        devices = jamie.devices.slice(0, 1);
        return { signOutDevice: true };
      },
    });
    const { user } = openPortal('/harbor/home');
    await user.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    await screen.findByText('Safari on iPhone is signed out.');
    expect(screen.queryByRole('button', { name: 'Sign out Safari on iPhone' })).toBeNull();
    expect(latest(asked, 'SignOutDevice')).toEqual({
      kind: 'PORTAL',
      id: 'there',
    });
  });

  it('sign out here, and say so', async () => {
    const asked = fakeServer({ ...nobody, Me: () => ({ me: jamie }), SignOut: () => ({ signOut: true }) });
    const { user } = openPortal('/harbor/home');
    await user.click(await screen.findByRole('button', { name: 'Sign out here' }));
    await screen.findByText('You are signed out. See you next time.');
    expect(latest(asked, 'SignOut')).toEqual({
      kind: 'PORTAL',
      everywhere: false,
    });
  });

  it('lead back to the sign-in page, with a word, when access ended meanwhile', async () => {
    fakeServer({ ...nobody, Me: () => ({ me: jamie }), SignOutDevice: signedOut, StaySignedIn: signedOut });
    const { user } = openPortal('/harbor/home');
    await user.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    await screen.findByText('You are no longer signed in here. To come back, ask for a new link.');
  });
});
