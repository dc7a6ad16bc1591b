import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import buttonStyles from '../../../ui/button.module.css';
import { frontDesk, jamie, withAccess } from '../../testing/fixtures.ts';
import { openClientPortal } from '../../testing/open-workspace.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';

type Diagnosis = NonNullable<EditedAccess['diagnosis']>;

const notOpened: Diagnosis = {
  cause: 'LINK_NOT_OPENED',
  message: 'The link was delivered 4 minutes ago and has not been opened. Ask Jamie to look for it.',
  at: '2026-11-03T19:14:00Z',
};

/** Opens the tab with a server whose diagnosis can change. */
function openWith(first: Diagnosis | null) {
  let client = withAccess({ diagnosis: first });
  const opened = openClientPortal({ ClientPortal: () => ({ client }) });
  const become = (diagnosis: Diagnosis | null) => {
    client = withAccess({ diagnosis });
    return act(() => opened.apollo.refetchQueries({ include: ['ClientPortal'] }));
  };
  return { ...opened, become };
}

const panel = async (name: string) => within(await screen.findByRole('region', { name }));

describe('the answer on top of the tab', () => {
  it('says why the client can not get in, and what to do', async () => {
    openWith(notOpened);
    expect((await panel("Why can't Jamie get in?")).getByText(notOpened.message)).toBeDefined();
  });

  it('says so when nothing stands in the way', async () => {
    openWith(null);
    expect((await panel('Jamie can get in')).getByText(/Nothing stands in the way/)).toBeDefined();
  });

  it('is read out when it becomes another one, but not when only minutes pass', async () => {
    const { become } = openWith(notOpened);
    const said = async (name: string) => (await panel(name)).getByRole('status').textContent;
    expect(await said("Why can't Jamie get in?")).toBe('');
    await become({ ...notOpened, message: notOpened.message.replace('4 minutes', '5 minutes') });
    await screen.findByText(/5 minutes ago/);
    expect(await said("Why can't Jamie get in?")).toBe('');
    await become({ cause: 'SIGNED_IN', message: 'Jamie signed in just now, with a link.', at: '2026-11-03T19:20:00Z' });
    expect(await said('Jamie is in')).toBe('Jamie signed in just now, with a link.');
  });

  it('answers for each person when there are several', async () => {
    const [self] = jamie.accesses;
    const robin = { ...self, id: 'robin', person: 'Robin Rivera', diagnosis: notOpened };
    openClientPortal({
      ClientPortal: () => ({ client: { ...jamie, accesses: [self, robin] } }),
    });
    const { getAllByRole } = await panel("Why can't they get in?");
    expect(getAllByRole('term').map((term) => term.textContent)).toEqual(['Jamie Rivera', 'Robin Rivera']);
    expect(getAllByRole('definition')[1]?.textContent).toBe(notOpened.message);
  });
});

describe('the primary button', () => {
  const invitedBefore = jamie.accesses[0]?.invitation ?? null;
  it.each([
    ['ADDRESS_BOUNCED', invitedBefore, 'Change address'],
    ['LINK_TAKEN_BACK', invitedBefore, 'Send invitation again'],
    ['LINK_NOT_OPENED', invitedBefore, 'Generate Pin Code'],
    ['NEVER_INVITED', null, 'Send invitation'],
    ['PIN_TRIED_OUT', null, 'Generate Pin Code'],
  ] as const)('does what the answer says: %s', async (cause, invitation, button) => {
    const client = withAccess({ diagnosis: { ...notOpened, cause }, invitation });
    openClientPortal({ ClientPortal: () => ({ client }) });
    await screen.findByRole('button', { name: button });
    expect([...document.querySelectorAll(`.${buttonStyles.primary}`)].map(({ textContent }) => textContent)).toEqual([
      button,
    ]);
  });
});

const nearMiss = {
  __typename: 'NearMiss' as const,
  email: 'jaime@client.example',
  difference: 'two letters are swapped',
  at: '2026-11-03T19:14:00Z',
  times: 2,
  method: 'LINK' as const,
};

const lastSignIn = {
  __typename: 'LastSignIn' as const,
  at: '2026-11-03T19:10:00Z',
  method: 'LINK' as const,
  email: 'jamie@client.example',
};
const bounce = { __typename: 'MailDelivery' as const, explanation: 'The address does not exist.' };

describe('what was typed instead of the address', () => {
  it('is one press from the dialog that changes the address, which first says to ask', async () => {
    let client = withAccess({ nearMisses: [nearMiss] });
    const { user, requestsOf } = openClientPortal({
      ClientPortal: () => ({ client }),
      ChangeAddress: () => {
        client = withAccess({ email: nearMiss.email, invitation: null });
        return { changeAddress: { ...client.accesses[0] } };
      },
    });
    await user.click(await screen.findByRole('button', { name: `Use this address: ${nearMiss.email}` }));
    const dialog = within(screen.getByRole('dialog', { name: /Change the address/ }));
    expect(dialog.getByText(/First ask Jamie Rivera on the phone to spell/)).toBeDefined();
    expect(dialog.getByLabelText<HTMLInputElement>('New e-mail address').value).toBe(nearMiss.email);
    expect(requestsOf('ChangeAddress')).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: 'Change address' }));
    expect(await screen.findByText(/Send an invitation, so that/)).toBeDefined();
    expect(requestsOf('ChangeAddress')[0]?.variables).toMatchObject({
      input: { portalAccessId: 'jamie-self', email: nearMiss.email },
    });
  });

  it.each([
    ['not offered when the address on file has worked', { lastSignIn }, 0],
    ['offered when mail to the address on file comes back', { lastSignIn, bounce }, 1],
  ] as const)('is %s', async (_, change, buttons) => {
    const client = withAccess({ nearMisses: [nearMiss], ...change });
    openClientPortal({ ClientPortal: () => ({ client }) });
    await screen.findByText(/two letters are swapped/);
    expect(screen.queryAllByRole('button', { name: /Use this address/ })).toHaveLength(buttons);
  });

  it('can not be changed by someone who may not change addresses', async () => {
    openClientPortal({
      Staff: () => ({ staff: { ...frontDesk, permissions: ['CLIENTS_READ'] } }),
      ClientPortal: () => ({ client: withAccess({ nearMisses: [nearMiss] }) }),
    });
    await screen.findByText(/two letters are swapped/);
    expect(screen.queryByRole('button', { name: /Use this address/ })).toBeNull();
  });
});
