import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { frontDesk, jamie } from '../testing/fixtures.ts';
import { openWorkspace } from '../testing/open-workspace.tsx';

function page(names: readonly string[], endCursor: string | null, totalCount = names.length) {
  return {
    clients: {
      __typename: 'ClientConnection',
      totalCount,
      edges: names.map((name) => ({
        __typename: 'ClientEdge',
        cursor: name,
        node: { ...jamie, id: name, name, accesses: [], lastSignIn: null },
      })),
      pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor },
    },
  };
}

describe('the list of clients', () => {
  it('searches as one types, and keeps the search in the address', async () => {
    const { user, router } = openWorkspace('/clients', {
      Clients: ({ search }) =>
        search === 'rive' ? page(['Jamie Rivera'], null) : page(['Alex Chen', 'Mia Brandt'], null),
    });
    await screen.findByRole('link', { name: 'Alex Chen' });
    await user.keyboard('/rive');
    expect(await screen.findByRole('link', { name: 'Jamie Rivera' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Alex Chen' })).toBeNull());
    expect(router.state.location.search).toBe('?search=rive');
  });

  it('asks once for what was typed, also when a long list takes a while to show', async () => {
    const long = Array.from({ length: 150 }, (_, index) => `Client ${index}`);
    const { user, told } = openWorkspace('/clients', {
      Clients: ({ search }) => (search === 'rive' ? page(['Jamie Rivera'], null) : page(long, null)),
    });
    await screen.findByText('150 clients');
    await user.keyboard('/rive');
    expect(await screen.findByText('1 client found for “rive”')).toBeDefined();
    expect(told('Clients').map(({ variables }) => variables.search)).toEqual([null, 'rive']);
  });

  it('shows more from where the page before ended', async () => {
    const { user, told } = openWorkspace('/clients', {
      Clients: ({ after }) => (after === null ? page(['Alex Chen'], 'chen', 2) : page(['Mia Brandt'], null, 2)),
    });
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('link', { name: 'Mia Brandt' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Alex Chen' })).toBeDefined();
    expect(told('Clients').at(-1)?.variables.after).toBe('chen');
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('offers no button that the role does not allow', async () => {
    openWorkspace('/clients', { Staff: () => ({ staff: frontDesk }), Clients: () => page(['Alex Chen'], null) });
    await screen.findByRole('link', { name: 'Alex Chen' });
    expect(screen.queryByRole('button', { name: 'Add client' })).toBeNull();
  });

  it('says when the server is out of reach, and tries again when asked', async () => {
    let down = true;
    const { user } = openWorkspace('/clients', {
      Clients: () => {
        if (down) throw new TypeError('Failed to fetch');
        return page(['Alex Chen'], null);
      },
    });
    const again = await screen.findByRole('button', { name: 'Try again' });
    down = false;
    await user.click(again);
    expect(await screen.findByRole('link', { name: 'Alex Chen' })).toBeDefined();
  });
});
