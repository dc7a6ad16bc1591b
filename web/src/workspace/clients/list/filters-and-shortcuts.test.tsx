import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { clientPage, jamie } from '../../testing/fixtures.ts';
import { openWorkspace } from '../../testing/open-workspace.tsx';

const overview = ({ id }: Record<string, unknown>) => ({
  client: { ...jamie, id, name: `Page of ${String(id)}`, accesses: [], lastSignIn: null },
});

describe('filters and order', () => {
  it('are asked of the server, and kept in the address', async () => {
    const { user, router, requestsOf } = openWorkspace('/clients', { Clients: () => clientPage(['Ada']) });
    await user.click(await screen.findByRole('button', { name: 'Never invited' }));
    await user.selectOptions(screen.getByLabelText('Sort by'), 'Last sign-in, longest ago first');
    await waitFor(() =>
      expect(requestsOf('Clients').at(-1)?.variables).toMatchObject({
        filter: 'NEVER_INVITED',
        sort: 'LAST_SIGN_IN',
        descending: false,
      }),
    );
    expect(router.state.location.search).toBe('?filter=never-invited&sort=longest-away');
    expect(screen.getByRole('button', { name: 'Never invited' }).getAttribute('aria-pressed')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Never invited' }));
    await waitFor(() => expect(requestsOf('Clients').at(-1)?.variables['filter']).toBeNull());
  });

  it('say so when nobody is left, and lead back to everyone', async () => {
    const { user } = openWorkspace('/clients?filter=bounced', {
      Clients: ({ filter }) => (filter === 'BOUNCED' ? clientPage([]) : clientPage(['Ada'])),
    });
    await screen.findByText('No address has sent its mail back.');
    await user.click(screen.getByRole('button', { name: 'Show all clients' }));
    expect(await screen.findByRole('link', { name: 'Ada' })).toBeDefined();
  });

  it('says that there are more than were counted', async () => {
    openWorkspace('/clients?search=a', { Clients: () => clientPage(['Ada'], 'ada', 10_000) });
    expect(await screen.findByText(/10,000 clients or more/)).toBeDefined();
  });
});

describe('the keyboard', () => {
  it('leads from client to client, opens one, and goes on from there', async () => {
    const { user, router } = openWorkspace('/clients?sort=added', {
      Clients: ({ after }) => (after === null ? clientPage(['Ada', 'Ben'], 'ben', 3) : clientPage(['Cleo'], null, 3)),
      ClientOverview: overview,
    });
    await screen.findByRole('link', { name: 'Ada' });
    await user.keyboard('jjk');
    expect(document.activeElement?.textContent).toBe('Ada');
    await user.keyboard('{ArrowDown}{Enter}');
    await screen.findByRole('heading', { name: 'Page of ben' });
    await screen.findByRole('link', { name: 'Next client' });
    await user.keyboard('j');
    await screen.findByRole('heading', { name: 'Page of cleo' });
    await user.keyboard('k');
    await screen.findByRole('heading', { name: 'Page of ben' });
    await user.keyboard('u');
    await screen.findByRole('link', { name: 'Ada' });
    expect(router.state.location.search).toBe('?sort=added');
  });

  it('does nothing while one types, and nothing when it is switched off', async () => {
    const { user } = openWorkspace('/clients', { Clients: () => clientPage(['Ada', 'Ben']) });
    await screen.findByRole('link', { name: 'Ada' });
    await user.keyboard('/j?');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    expect(screen.queryByRole('dialog')).toBeNull();

    await user.click(document.body);
    await user.keyboard('?');
    const help = await screen.findByRole('dialog');
    await user.click(within(help).getByRole('switch'));
    await user.click(within(help).getByRole('button', { name: 'Close' }));
    await user.click(document.body);
    await user.keyboard('j?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement?.textContent).not.toBe('Ada');
  });
});
