import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';

import { frontDesk } from '../../testing/fixtures.ts';
import { openWorkspace } from '../../testing/open-workspace.tsx';

const token = 'plk_7RHCdzMl037rZPEVdXtkJl6AgzWfk5aC2Wp9dV8dYzD0351yCNJVYeAQPp21wCVEn2fts3t';

const key = {
  __typename: 'ApiKey',
  id: 'web-site',
  name: 'Web site',
  tokenStart: 'plk_7RHC',
  scopes: ['CLIENTS_READ', 'INVITATIONS_SEND'],
  createdAt: '2026-11-03T19:14:00Z',
  createdBy: 'Dana Reyes',
  expiresAt: null,
  expired: false,
  revokedAt: null as string | null,
  lastUsedAt: null,
};

function openKeys() {
  let apiKeys: (typeof key)[] = [];
  return openWorkspace('/settings/api', {
    ApiKeys: () => ({ apiKeys }),
    CreateApiKey: () => {
      apiKeys = [key];
      return { createApiKey: { __typename: 'CreatedApiKey', token, apiKey: key } };
    },
    RevokeApiKey: () => ({ revokeApiKey: { ...key, revokedAt: '2026-11-04T19:14:00Z' } }),
  });
}

async function create(user: ReturnType<typeof openKeys>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Create API key' }));
  await user.type(screen.getByLabelText('Name'), 'Web site');
  await user.click(screen.getByLabelText('See clients'));
  await user.click(screen.getByLabelText('Send invitations'));
  await user.click(screen.getByRole('button', { name: 'Create key' }));
  await screen.findByText(token);
}

describe('Settings › API', () => {
  it('says what keys are for when there is none', async () => {
    openKeys();
    expect(await screen.findByText(/No program has a key yet/)).toBeDefined();
    expect(screen.getByText('https://porchlight.example/graphql')).toBeDefined();
  });

  it('asks for what was chosen, and for an end after a year unless told otherwise', async () => {
    const { user, requestsOf } = openKeys();
    await create(user);
    expect(requestsOf('CreateApiKey')[0]?.variables).toEqual({
      input: { name: 'Web site', scopes: ['CLIENTS_READ', 'INVITATIONS_SEND'], expiresInDays: 365 },
    });
  });

  it('shows the key once, and keeps it nowhere', async () => {
    const { user, apollo, router } = openKeys();
    const write = vi.spyOn(apollo.cache, 'write');
    await create(user);
    expect(document.activeElement?.textContent).toBe('Copy the key “Web site” now');
    const kept = [write.mock.calls.map(([{ result }]) => result), apollo.extract(), localStorage, sessionStorage];
    expect(JSON.stringify([kept, router.state.location])).not.toContain(token);

    await user.click(screen.getByRole('button', { name: 'I have copied it' }));
    expect(document.body.innerHTML).not.toContain(token);
    expect(await screen.findByText('plk_7RHC…')).toBeDefined();
  });

  it('asks before it revokes, and then lists the key as revoked', async () => {
    const { user, requestsOf } = openKeys();
    await create(user);
    await user.click(await screen.findByRole('button', { name: 'Revoke: Web site' }));
    const dialog = screen.getByRole('dialog', { name: 'Revoke the key “Web site”?' });
    expect(dialog.textContent).toContain('It was never used.');
    expect(requestsOf('RevokeApiKey')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('Revoked keys (1)')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Revoke: Web site' })).toBeNull();
  });

  it('offers nothing to those who may not make keys', async () => {
    openWorkspace('/settings/api', { Staff: () => ({ staff: frontDesk }) });
    expect(await screen.findByText(/The owner of the practice makes the keys/)).toBeDefined();
    expect(screen.queryByRole('link', { name: 'API' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Create API key' })).toBeNull();
  });
});
