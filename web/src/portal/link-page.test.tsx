import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';

import { FakeGraphQLError, fakeServer, latestVariables } from '../testing/fake-server.ts';
import { harbor, jamie, notSignedIn, signedIn } from './testing/fixtures.ts';
import { openPortal } from './testing/open-portal.tsx';

const refused = {
  __typename: 'LinkRefused',
  reason: 'SUPERSEDED',
  message: 'There is a newer link in your inbox. This one no longer works.',
  kind: 'PORTAL',
  portal: harbor,
  canSendNewLink: true,
  linkLifetimeMinutes: 1440,
};

describe('the link page', () => {
  it('takes the token out of the address bar before the first request, and signs in with nothing to press', async () => {
    const requests = fakeServer({ RedeemLink: () => ({ redeemLink: signedIn }), Me: () => ({ me: jamie }) });
    openPortal('/harbor/link#id.secret');
    await screen.findByText('You are signed in');
    expect(requests[0]).toMatchObject({
      operation: 'RedeemLink',
      variables: { token: 'id.secret', switchAccount: false },
    });
    expect(requests.filter(({ operation }) => operation === 'RedeemLink')).toHaveLength(1);
    expect(requests.map(({ addressBar }) => addressBar).join()).not.toContain('secret');
    expect(location.pathname + location.hash).toBe('/harbor/home');
  });

  it('uses nothing up while no person can see it', async () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const requests = fakeServer({ RedeemLink: () => ({ redeemLink: signedIn }), Me: () => ({ me: jamie }) });
    openPortal('/harbor/link#id.secret');
    await screen.findByText('Signing you in…');
    expect(requests).toEqual([]);

    const home = screen.findByText('You are signed in');
    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await home;
  });

  it('explains a replaced link, and gets a new one with one press and the same token', async () => {
    const requests = fakeServer({
      ...notSignedIn,
      RedeemLink: () => ({ redeemLink: refused }),
      SendNewLink: () => ({ sendNewLink: { askAgainInSeconds: 60, linkLifetimeMinutes: 1440 } }),
    });
    const { user } = openPortal('/harbor/link#old.token');
    await screen.findByText(refused.message);
    await user.click(screen.getByRole('button', { name: 'Send me a new link' }));
    await screen.findByRole('heading', { name: 'Check your mail' });
    expect(latestVariables(requests, 'SendNewLink')).toEqual({ token: 'old.token' });
  });

  it('leads to the sign-in page when the link cannot ask for a new one', async () => {
    fakeServer({
      ...notSignedIn,
      RedeemLink: () => ({ redeemLink: { ...refused, reason: 'NOT_VALID', portal: null, canSendNewLink: false } }),
    });
    openPortal('/harbor/link#nonsense');
    const link = await screen.findByRole('link', { name: 'Send me a new link' });
    expect(link.getAttribute('href')).toBe('/harbor');
  });

  it('asks before it takes the place of somebody who is signed in', async () => {
    const requests = fakeServer({
      RedeemLink: ({ switchAccount }) => ({
        redeemLink: switchAccount
          ? signedIn
          : { __typename: 'SignedInAsSomeoneElse', kind: 'PORTAL', signedInAs: 'p•••@client.example', portal: harbor },
      }),
      Me: () => ({ me: jamie }),
    });
    const { user } = openPortal('/harbor/link#id.secret');
    await screen.findByText('p•••@client.example');
    expect(requests).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Switch' }));
    await screen.findByText('You are signed in');
    expect(latestVariables(requests, 'RedeemLink')).toEqual({ token: 'id.secret', switchAccount: true });
  });

  it('keeps the link when the server is out of reach, and tries again on request', async () => {
    let reachable = false;
    fakeServer({
      RedeemLink: () => {
        if (!reachable) throw new TypeError('Failed to fetch');
        return { redeemLink: signedIn };
      },
      Me: () => ({ me: jamie }),
    });
    const { user } = openPortal('/harbor/link#id.secret');
    await screen.findByText(/can't reach the server/);
    reachable = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('You are signed in');
  });

  it('takes a newer link that is opened in the same tab', async () => {
    fakeServer({
      ...notSignedIn,
      RedeemLink: ({ token }) => ({ redeemLink: token === 'new.token' ? signedIn : refused }),
      Me: () => ({ me: jamie }),
    });
    openPortal('/harbor/link#old.token');
    await screen.findByText(refused.message);
    await act(async () => {
      location.hash = 'new.token';
    });
    await screen.findByText('You are signed in');
    expect(location.hash).toBe('');
  });

  it('says where the link went when the page is loaded again', async () => {
    fakeServer(notSignedIn);
    openPortal('/harbor/link');
    await screen.findByRole('heading', { name: 'Open your link again' });
  });

  it('says when to come back after too many tries', async () => {
    fakeServer({
      RedeemLink: () => {
        throw new FakeGraphQLError('That was a lot of tries.', { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 90 });
      },
    });
    openPortal('/harbor/link#id.secret');
    await screen.findByText('You can try again in 1:30.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
