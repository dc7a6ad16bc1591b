import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { clientPage, frontDesk } from '../../testing/fixtures.ts';
import { openWorkspace } from '../../testing/open-workspace.tsx';

describe('the list of clients', () => {
  it('searches as one types, and keeps the search in the address', async () => {
    const { user, router } = openWorkspace('/clients', {
      Clients: ({ search }) =>
        search === 'rive' ? clientPage(['Jamie Rivera']) : clientPage(['Alex Chen', 'Mia Brandt']),
    });
    await screen.findByRole('link', { name: 'Alex Chen' });
    await user.keyboard('/rive');
    expect(await screen.findByRole('link', { name: 'Jamie Rivera' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Alex Chen' })).toBeNull());
    expect(router.state.location.search).toBe('?search=rive');
  });

  it('asks once for what was typed, also when a long list takes a while to show', async () => {
    const long = Array.from({ length: 150 }, (_, index) => `Client ${index}`);
    const { user, requestsOf } = openWorkspace('/clients', {
      Clients: ({ search }) => (search === 'rive' ? clientPage(['Jamie Rivera']) : clientPage(long)),
    });
    await screen.findByText('150 clients');
    await user.keyboard('/rive');
    expect(await screen.findByText('1 client found for “rive”')).toBeDefined();
    expect(requestsOf('Clients').map(({ variables }) => variables.search)).toEqual([null, 'rive']);
  });

  it('shows more from where the page before ended', async () => {
    const { user, requestsOf } = openWorkspace('/clients', {
      Clients: ({ after }) =>
        after === null ? clientPage(['Alex Chen'], 'chen', 2) : clientPage(['Mia Brandt'], null, 2),
    });
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('link', { name: 'Mia Brandt' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Alex Chen' })).toBeDefined();
    expect(requestsOf('Clients').at(-1)?.variables.after).toBe('chen');
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('offers no button that the role does not allow', async () => {
    openWorkspace('/clients', { Staff: () => ({ staff: frontDesk }), Clients: () => clientPage(['Alex Chen']) });
    await screen.findByRole('link', { name: 'Alex Chen' });
    expect(screen.queryByRole('button', { name: 'Add client' })).toBeNull();
  });

  it('says when the server is out of reach, and tries again when asked', async () => {
    let down = true;
    const { user } = openWorkspace('/clients', {
      Clients: () => {
        if (down) throw new TypeError('Failed to fetch');
        return clientPage(['Alex Chen']);
      },
    });
    const again = await screen.findByRole('button', { name: 'Try again' });
    down = false;
    await user.click(again);
    expect(await screen.findByRole('link', { name: 'Alex Chen' })).toBeDefined();
  });
});
