import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { FakeGraphQLError, fakeServer, latestVariables } from '../../testing/fake-server.ts';
import { harbor, jamie, notSignedIn, parent } from '../testing/fixtures.ts';
import { openPortal } from '../testing/open-portal.tsx';

function signedOut(): never {
  throw new FakeGraphQLError('Please sign in.', { code: 'UNAUTHENTICATED' });
}

describe('the pages of a signed-in person', () => {
  it('show nothing to somebody who is not signed in', async () => {
    fakeServer({ ...notSignedIn, Me: () => ({ me: null }) });
    openPortal('/harbor/home');
    await screen.findByLabelText('Your e-mail address');
    expect(location.pathname).toBe('/harbor');
  });

  it('show nothing of another practice, even to somebody who is signed in there', async () => {
    fakeServer({ ...notSignedIn, Me: () => ({ me: { ...jamie, portal: { ...harbor, slug: 'lakeside' } } }) });
    openPortal('/harbor/home');
    await screen.findByLabelText('Your e-mail address');
    expect(screen.queryByText('jamie@client.example')).toBeNull();
  });

  it('show the choice first to whoever has not chosen', async () => {
    fakeServer({ Me: () => ({ me: parent }) });
    openPortal('/harbor/home');
    await screen.findByRole('button', { name: /Mia Brandt/ });
    await waitFor(() => expect(location.pathname).toBe('/harbor/choose'));
  });

  it('sign out one other device', async () => {
    let { devices } = jamie;
    const requests = fakeServer({
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
    expect(latestVariables(requests, 'SignOutDevice')).toEqual({
      kind: 'PORTAL',
      id: 'there',
    });
  });

  it('sign out here, and say so', async () => {
    const requests = fakeServer({ ...notSignedIn, Me: () => ({ me: jamie }), SignOut: () => ({ signOut: true }) });
    const { user } = openPortal('/harbor/home');
    await user.click(await screen.findByRole('button', { name: 'Sign out here' }));
    await screen.findByText('You are signed out. See you next time.');
    expect(latestVariables(requests, 'SignOut')).toEqual({
      kind: 'PORTAL',
      everywhere: false,
    });
  });

  it('lead back to the sign-in page, and say why, when access ended meanwhile', async () => {
    fakeServer({ ...notSignedIn, Me: () => ({ me: jamie }), SignOutDevice: signedOut, StaySignedIn: signedOut });
    const { user } = openPortal('/harbor/home');
    await user.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    await screen.findByText('You are no longer signed in here. To come back, ask for a new link.');
  });
});
