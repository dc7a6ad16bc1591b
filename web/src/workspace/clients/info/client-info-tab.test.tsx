import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { FakeGraphQLError } from '../../../testing/fake-server.ts';
import { editedMeanwhile, frontDesk, jamie } from '../../testing/fixtures.ts';
import { openWorkspace } from '../../testing/open-workspace.tsx';

const info = '/clients/jamie/edit/info';

async function type(user: ReturnType<typeof openWorkspace>['user'], label: string, text: string) {
  const input = await screen.findByLabelText(label);
  await user.clear(input);
  await user.type(input, text);
}

describe('Client Info', () => {
  it('saves what was changed, with the version that was read', async () => {
    const { user, requestsOf } = openWorkspace(info, {
      UpdateClient: () => ({
        updateClient: { ...jamie, version: 8, lastName: 'Rivera-Lane', name: 'Jamie Rivera-Lane' },
      }),
    });
    await type(user, 'Last name', 'Rivera-Lane');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Client Info saved.')).toBeDefined();
    expect(requestsOf('UpdateClient')[0]?.variables).toEqual({
      input: {
        clientId: 'jamie',
        version: 7,
        firstName: 'Jamie',
        lastName: 'Rivera-Lane',
        phone: null,
        reference: 'HC-1042',
      },
    });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Rivera-Lane');
  });

  it("puts the server's words at the field they are about", async () => {
    const words = 'That does not look like a phone number.';
    const { user } = openWorkspace(info, {
      UpdateClient: () => {
        throw new FakeGraphQLError(words, { code: 'BAD_USER_INPUT', field: 'phone' });
      },
    });
    await type(user, 'Phone', '12');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const phone = screen.getByLabelText('Phone');
    await waitFor(() => expect(phone.getAttribute('aria-invalid')).toBe('true'));
    const described = phone.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '';
    expect(document.getElementById(described)?.textContent).toBe(words);
    expect(screen.getAllByText(words)).toHaveLength(1);
    expect(screen.getByLabelText('Last name').getAttribute('aria-invalid')).toBeNull();
  });

  it('asks before unsaved changes are left, and keeps them when one stays', async () => {
    const { user, router } = openWorkspace(info);
    await type(user, 'Reference', 'HC-2000');
    await user.click(screen.getByRole('link', { name: 'Client Portal' }));
    const question = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(question).getByRole('button', { name: 'Stay on this page' }));
    expect(router.state.location.pathname).toBe(info);
    expect(screen.getByLabelText<HTMLInputElement>('Reference').value).toBe('HC-2000');

    await user.click(screen.getByRole('link', { name: 'Client Portal' }));
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/clients/jamie/edit/portal'));
  });

  it('shows an edit conflict to the second of two people, and overwrites only when told to', async () => {
    let saved = jamie;
    const { user, requestsOf } = openWorkspace(info, {
      ClientPortal: () => ({ client: saved }),
      UpdateClient: ({ input }) => {
        const { version, firstName } = input as { version: number; firstName: string };
        if (version !== saved.version) {
          return { updateClient: editedMeanwhile(saved.version) };
        }
        return { updateClient: { ...saved, firstName, version: version + 1 } };
      },
    });
    await type(user, 'First name', 'Jamila');
    saved = { ...jamie, firstName: 'Jaime', version: 8 };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('saved: Jaime · yours: Jamila')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(requestsOf('UpdateClient')).toHaveLength(1);

    await user.click(screen.getByRole('button', { name: 'Keep mine to save it' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Client Info saved.')).toBeDefined();
    expect(requestsOf('UpdateClient')[1]?.variables).toMatchObject({ input: { version: 8, firstName: 'Jamila' } });
  });

  it('leads to the sign-in page when the session is over, and back afterwards', async () => {
    const { user, router } = openWorkspace(info, {
      UpdateClient: () => {
        throw new FakeGraphQLError('Please sign in.', { code: 'UNAUTHENTICATED' });
      },
    });
    await type(user, 'Reference', 'HC-2000');
    const seen = [info];
    router.subscribe(({ location }) => {
      if (location.pathname !== seen.at(-1)) seen.push(location.pathname);
    });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    // The fake server still knows the owner, as after signing in again in another browser tab.
    await waitFor(() => expect(seen).toEqual([info, '/sign-in', info]));
  });

  it('is for reading only where the role does not allow more', async () => {
    openWorkspace(info, { Staff: () => ({ staff: frontDesk }) });
    expect(await screen.findByText('HC-1042')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Archive…' })).toBeNull();
  });
});
