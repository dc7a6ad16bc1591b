import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { editedMeanwhile, jamie, withAccess } from '../../testing/fixtures.ts';
import { openClientPortal } from '../../testing/open-workspace.tsx';

const parent = withAccess({
  relationship: 'PARENT',
  person: 'Robin Brandt',
  otherClients: [{ __typename: 'Client', id: 'leo', name: 'Leo Brandt' }] as never,
});

describe('the people with access', () => {
  it('says who else the same address sees', async () => {
    openClientPortal({ ClientPortal: () => ({ client: parent }) });
    expect((await screen.findByText(/This address also sees/)).textContent).toContain('Leo Brandt');
  });

  it('removes one after saying what that does, and says how it is undone', async () => {
    const { user, requestsOf } = openClientPortal({
      ClientPortal: () => ({ client: parent }),
      RemovePortalAccess: () => ({ removePortalAccess: { ...jamie, accesses: [] } }),
    });
    await user.click(await screen.findByRole('button', { name: 'Remove Robin Brandt' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('signed out at once');
    expect(requestsOf('RemovePortalAccess')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Remove access' }));
    expect(await screen.findByText(/If that was a mistake, add jamie@client.example again/)).toBeDefined();
    expect(requestsOf('RemovePortalAccess')[0]?.variables).toEqual({
      input: { portalAccessId: 'jamie-self', version: 1 },
    });
  });

  it('shows what another person saved meanwhile, and keeps what was typed', async () => {
    let saved = parent;
    const { user } = openClientPortal({
      ClientPortal: () => ({ client: saved }),
      UpdatePortalAccess: () => {
        saved = withAccess({ relationship: 'GUARDIAN', person: 'Kim Vance', version: 2 });
        return { updatePortalAccess: editedMeanwhile(2) };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Edit person: Robin Brandt' }));
    const name = screen.getByLabelText('Their name');
    await user.clear(name);
    await user.type(name, 'Robyn Brandt');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('saved: Kim Vance · yours: Robyn Brandt')).toBeDefined();
    expect((name as HTMLInputElement).value).toBe('Robyn Brandt');
  });

  it('tells the second of two who switch access, and switches nothing', async () => {
    const { user, requestsOf } = openClientPortal({ SetPortalAccess: () => ({ setPortalAccess: editedMeanwhile(2) }) });
    await user.click(await screen.findByRole('switch'));
    await user.click(screen.getByRole('button', { name: 'Switch off' }));
    expect(await screen.findByText(/nothing was switched/)).toBeDefined();
    expect(requestsOf('SetPortalAccess')[0]?.variables).toEqual({
      input: { portalAccessId: 'jamie-self', version: 1, active: false },
    });
  });

  it('offers to change the address for the other clients as well', async () => {
    const { user, requestsOf } = openClientPortal({
      ClientPortal: () => ({ client: parent }),
      ChangeAddress: () => ({ changeAddress: { ...parent.accesses[0], email: 'robin@client.example', version: 2 } }),
    });
    await user.click(await screen.findByRole('button', { name: 'Change address' }));
    const dialog = screen.getByRole('dialog');
    await user.clear(within(dialog).getByLabelText('New e-mail address'));
    await user.type(within(dialog).getByLabelText('New e-mail address'), 'robin@client.example');
    await user.click(within(dialog).getByRole('checkbox', { name: /Change it for Leo Brandt as well/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Change address' }));
    await waitFor(() => expect(requestsOf('ChangeAddress')).toHaveLength(1));
    expect(requestsOf('ChangeAddress')[0]?.variables).toEqual({
      input: { portalAccessId: 'jamie-self', version: 1, email: 'robin@client.example', everyClient: true },
    });
  });

  it.each([
    ['invited', jamie.accesses[0]?.invitation ?? null],
    ['never invited', null],
  ] as const)('says before a change that the old address is told: %s', async (_, invitation) => {
    const client = withAccess({ invitation });
    const { user } = openClientPortal({ ClientPortal: () => ({ client }) });
    await user.click(await screen.findByRole('button', { name: 'Change address' }));
    expect(within(screen.getByRole('dialog')).getByText(/that address is told that it was replaced/)).toBeDefined();
  });
});
