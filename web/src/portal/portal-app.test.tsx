import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { fakeServer } from '../testing/fake-server.ts';
import { harbor, notSignedIn } from './testing/fixtures.ts';
import { openAddress, openPortal } from './testing/open-portal.tsx';

describe('the address of a page', () => {
  it('without a practice says how to find one', () => {
    fakeServer({});
    openAddress('/', null);
    expect(screen.getByRole('heading', { name: "Find your practice's portal" })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Work at a practice?' }).getAttribute('href')).toBe('/staff');
  });

  it('shows the sign-in page without asking for the practice that is in the page', () => {
    const requests = fakeServer(notSignedIn);
    openPortal('/harbor');
    expect(screen.getByRole('heading', { name: 'Harbor Counseling', level: 1 })).toBeTruthy();
    expect(document.title).toBe('Harbor Counseling');
    expect(requests.some(({ operation }) => operation === 'PortalAt')).toBe(false);
  });

  it('of no practice says so', () => {
    fakeServer({});
    openAddress('/harbour', null);
    expect(screen.getByRole('heading', { name: "We can't find that portal" })).toBeTruthy();
  });

  it('that a practice had before leads to the same page at the address it has now', () => {
    fakeServer(notSignedIn);
    openAddress('/old-harbor/pin', harbor);
    expect(location.pathname).toBe('/harbor/pin');
    expect(screen.getByRole('heading', { name: 'Sign in with a Pin code' })).toBeTruthy();
  });

  it('that a portal does not have leads back to its sign-in page', () => {
    fakeServer({});
    openPortal('/harbor/home/secret');
    expect(screen.getByRole('link', { name: 'Go to the sign-in page' }).getAttribute('href')).toBe('/harbor');
  });

  it('asks for the practice when the page holds none, again after the server was out of reach', async () => {
    let reachable = false;
    fakeServer({
      ...notSignedIn,
      PortalAt: () => {
        if (!reachable) throw new TypeError('Failed to fetch');
        return { portal: harbor };
      },
    });
    const { user } = openAddress('/harbor', undefined);
    await screen.findByText(/can't reach the server/);
    reachable = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'Harbor Counseling' });
  });
});
