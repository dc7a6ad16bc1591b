import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { openWorkspace } from '../testing/open-workspace.tsx';
import { forgetLinkToken, keepLinkToken } from './link-token.ts';
import { rememberWantedPath } from './wanted-path.ts';

const refused = {
  __typename: 'LinkRefused',
  reason: 'EXPIRED',
  message: 'This link was good for 15 minutes, and that time is over.',
  kind: 'STAFF',
  canSendNewLink: true,
  linkLifetimeMinutes: 15,
  portal: null,
};
const signedIn = { __typename: 'SignedIn', kind: 'STAFF', severalClients: false, portal: null };

function openLink(answers: Parameters<typeof openWorkspace>[1]) {
  window.history.pushState(null, '', '/staff/link#the-token');
  keepLinkToken();
  return openWorkspace('/link', answers);
}

afterEach(forgetLinkToken);

describe('a link from a mail to staff', () => {
  it('is out of the address bar before anything is asked, and signs in with nothing to press', async () => {
    rememberWantedPath('/clients/jamie');
    const { asked, told, router } = openLink({ RedeemLink: () => ({ redeemLink: signedIn }) });
    await waitFor(() => expect(router.state.location.pathname).toBe('/clients/jamie'));
    expect(told('RedeemLink').map(({ variables }) => variables)).toEqual([
      { token: 'the-token', switchAccount: false },
    ]);
    expect(asked.filter(({ addressBar }) => addressBar.includes('the-token'))).toEqual([]);
    expect(JSON.stringify([sessionStorage, localStorage])).not.toContain('the-token');
  });

  it('says in plain words why it did nothing, and gets a new one with one press', async () => {
    const { user, told } = openLink({
      RedeemLink: () => ({ redeemLink: refused }),
      SendNewLink: () => ({
        sendNewLink: { __typename: 'SignInRequested', askAgainInSeconds: 60, linkLifetimeMinutes: 15 },
      }),
    });
    expect(await screen.findByText(refused.message)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Send me a new link' }));
    expect(await screen.findByText(/A new link is on its way/)).toBeDefined();
    expect(told('SendNewLink')[0]?.variables).toEqual({ token: 'the-token' });
  });

  it('asks first when somebody else is signed in', async () => {
    const { user, told, router } = openLink({
      RedeemLink: ({ switchAccount }) => ({
        redeemLink:
          switchAccount === true
            ? signedIn
            : { __typename: 'SignedInAsSomeoneElse', kind: 'STAFF', signedInAs: 'd•••@harbor.example', portal: null },
      }),
    });
    expect(await screen.findByText(/d•••@harbor.example/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Switch' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/clients'));
    expect(told('RedeemLink').map(({ variables }) => variables.switchAccount)).toEqual([false, true]);
  });
});
