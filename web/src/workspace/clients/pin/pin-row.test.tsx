import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';

import { jamie, waitingPin, withAccess } from '../../testing/fixtures.ts';
import { openClientPortal } from '../../testing/open-workspace.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';

type NewestPin = NonNullable<EditedAccess['newestPin']>;

/** A server that makes one PIN, whose state `become` changes. */
function openWithPin() {
  let client = jamie;
  const opened = openClientPortal({
    ClientPortal: () => ({ client }),
    GeneratePin: () => {
      client = withAccess({ newestPin: waitingPin });
      return { generatePin: { __typename: 'GeneratedPin', digits: '407192', expiresAt: waitingPin.expiresAt } };
    },
  });
  const become = (change: Partial<NewestPin>) => {
    client = withAccess({ newestPin: { ...waitingPin, ...change } });
    return act(() => opened.apollo.refetchQueries({ include: ['ClientPortal'] }));
  };
  return { ...opened, become };
}

async function generate(user: ReturnType<typeof openWithPin>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Generate Pin Code' }));
  await screen.findByText('4 0 7 1 9 2');
}

const traces = () => `${document.body.textContent}${document.body.innerHTML}`;

describe('Generate Pin Code', () => {
  it('shows the digits with the address that they work with', async () => {
    const { user } = openWithPin();
    await generate(user);
    expect(screen.getByText(/Which e-mail are you typing/).textContent).toContain('jamie@client.example');
  });

  it('writes no digits to the cache, the storage or the address', async () => {
    const { user, apollo, router } = openWithPin();
    const write = vi.spyOn(apollo.cache, 'write');
    await generate(user);
    await screen.findByRole('button', { name: 'Generate a new Pin Code' });
    const written = write.mock.calls.map(([{ result }]) => result);
    expect(written.length).toBeGreaterThan(0);
    const kept = [written, apollo.extract(), localStorage, sessionStorage, router.state.location, document.cookie];
    expect(JSON.stringify(kept)).not.toMatch(/407192/);
  });

  it('forgets the digits when the tab is left, and afterwards shows the state of the PIN only', async () => {
    const { user } = openWithPin();
    await generate(user);
    await user.click(screen.getByRole('link', { name: 'Client Info' }));
    await screen.findByLabelText('First name');
    await user.click(screen.getByRole('link', { name: 'Client Portal' }));
    expect(await screen.findByText(/Dana Reyes made one/)).toBeDefined();
    expect(traces()).not.toMatch(/407192|4 0 7 1 9 2/);
  });

  it('forgets the digits when the browser puts the page away', async () => {
    const { user } = openWithPin();
    await generate(user);
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(traces()).not.toMatch(/407192|4 0 7 1 9 2/);
  });

  it('takes the digits off the screen once the PIN has been used', async () => {
    const { user, become } = openWithPin();
    await generate(user);
    await screen.findByRole('button', { name: 'Revoke' });
    await become({ state: 'USED', stateAt: '2026-11-03T19:25:00Z' });
    await waitFor(() => expect(traces()).not.toMatch(/407192|4 0 7 1 9 2/));
    expect(screen.getByText(/That Pin code was used/).textContent).toMatch(/2:25 PM: the caller is in/);
    expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull();
  });

  it('counts wrong tries beside the digits', async () => {
    const { user, become } = openWithPin();
    await generate(user);
    await become({ wrongTries: 2, triesLeft: 3 });
    expect(await screen.findByText('2 wrong tries, 3 left')).toBeDefined();
    expect(screen.getByText('4 0 7 1 9 2')).toBeDefined();
  });

  it('says that somebody else has made a newer one, and takes the older digits away', async () => {
    const { user, become } = openWithPin();
    await generate(user);
    await screen.findByRole('button', { name: 'Revoke' });
    await become({ createdBy: 'Finn Ode', expiresAt: '2026-11-04T19:30:00Z' });
    expect(await screen.findByText(/a newer one took its place/)).toBeDefined();
    expect(screen.getByText(/Finn Ode made one/)).toBeDefined();
    expect(traces()).not.toMatch(/407192|4 0 7 1 9 2/);
  });

  it('says whom one should be speaking with', async () => {
    const { user } = openWithPin();
    await generate(user);
    expect(screen.getByText(/Be sure that you speak with/).textContent).toContain('Jamie Rivera');
  });

  it('offers no PIN while access is off', async () => {
    openClientPortal({ ClientPortal: () => ({ client: withAccess({ active: false }) }) });
    expect(await screen.findByText(/Switch access on first/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Generate Pin Code' })).toBeNull();
  });
});
