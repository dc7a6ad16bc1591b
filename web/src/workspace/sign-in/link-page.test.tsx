import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { rememberReturnPath } from '../session/return-path.ts';
import { openWorkspace } from '../testing/open-workspace.tsx';
import { forgetLinkToken, keepLinkToken } from './link-token.ts';

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
    rememberReturnPath('/clients/jamie');
    const { requests, requestsOf, router } = openLink({ RedeemLink: () => ({ redeemLink: signedIn }) });
    await waitFor(() => expect(router.state.location.pathname).toBe('/clients/jamie'));
    expect(requestsOf('RedeemLink').map(({ variables }) => variables)).toEqual([
      { token: 'the-token', switchAccount: false },
    ]);
    expect(requests.filter(({ addressBar }) => addressBar.includes('the-token'))).toEqual([]);
    expect(JSON.stringify([sessionStorage, localStorage])).not.toContain('the-token');
  });

  it('says in plain words why it did nothing, and gets a new one with one press', async () => {
    const { user, requestsOf } = openLink({
      RedeemLink: () => ({ redeemLink: refused }),
      SendNewLink: () => ({
        sendNewLink: { __typename: 'SignInRequested', askAgainInSeconds: 60, linkLifetimeMinutes: 15 },
      }),
    });
    expect(await screen.findByText(refused.message)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Send me a new link' }));
    expect(await screen.findByText(/A new link is on its way/)).toBeDefined();
    expect(requestsOf('SendNewLink')[0]?.variables).toEqual({ token: 'the-token' });
  });

  it('asks first when somebody else is signed in', async () => {
    const { user, requestsOf, router } = openLink({
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
    expect(requestsOf('RedeemLink').map(({ variables }) => variables.switchAccount)).toEqual([false, true]);
  });
});
