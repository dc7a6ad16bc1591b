import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { frontDesk, pageInfo, withAccess } from '../testing/fixtures.ts';
import { openWorkspace } from '../testing/open-workspace.tsx';

function attempt(email: string, near = true, lastSignIn: object | null = null) {
  const access = {
    __typename: 'PortalAccess',
    id: 'jamie-self',
    person: 'Jamie Rivera',
    version: 1,
    email: 'jamie@client.example',
    lastSignIn,
    bounce: null,
    otherClients: [],
    client: { __typename: 'Client', id: 'jamie', name: 'Jamie Rivera' },
  };
  const probable = near ? [{ __typename: 'ProbableAccess', difference: 'two letters are swapped', access }] : [];
  const facts = { email, at: '2026-11-03T19:14:00Z', times: 1, method: 'LINK', probable };
  return { __typename: 'UnmatchedAttemptEdge', node: { __typename: 'UnmatchedAttempt', ...facts } };
}

function page(edges: readonly ReturnType<typeof attempt>[], endCursor: string | null = null) {
  return { unmatchedAttempts: { __typename: 'UnmatchedAttemptConnection', edges, pageInfo: pageInfo(endCursor) } };
}

const lines = async () =>
  within(await screen.findByRole('list', { name: /newest first/ }))
    .getAllByRole('listitem')
    .flatMap((line) => /^\w+@client\.example/.exec(line.textContent)?.[0] ?? []);

it('shows whose each address may be, and leads to the client', async () => {
  openWorkspace('/attempts', {
    UnmatchedAttempts: () => page([attempt('jaime@client.example'), attempt('x@client.example', false)]),
  });
  const link = await screen.findByRole('link', { name: 'Jamie Rivera' });
  expect(link.getAttribute('href')).toBe('/clients/jamie/edit/portal');
  expect(screen.getByText('Like no address on file.')).toBeDefined();
});

it('corrects the address after asking, and then offers to invite', async () => {
  let settled = false;
  const { user, requestsOf } = openWorkspace('/attempts', {
    UnmatchedAttempts: () => page(settled ? [] : [attempt('jaime@client.example')]),
    ChangeAddress: () => {
      settled = true;
      return { changeAddress: withAccess({ email: 'jaime@client.example' }).accesses[0] ?? {} };
    },
    SendInvitation: () => ({ sendInvitation: withAccess({ email: 'jaime@client.example' }).accesses[0] ?? {} }),
  });
  await user.click(await screen.findByRole('button', { name: /Correct the address of Jamie Rivera/ }));
  expect(screen.getByText(/First ask Jamie Rivera on the phone/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Change address' }));
  await user.click(await screen.findByRole('button', { name: 'Send invitation' }));
  expect(await screen.findByText(/on its way to jaime@client.example/)).toBeDefined();
  expect(requestsOf('SendInvitation')[0]?.variables).toEqual({ input: { portalAccessId: 'jamie-self' } });
  expect(await screen.findByText('Nobody was turned away')).toBeDefined();
});

it('offers no correction of an address that somebody has signed in with', async () => {
  const signedIn = { __typename: 'LastSignIn', at: '2026-11-03T19:10:00Z' };
  openWorkspace('/attempts', { UnmatchedAttempts: () => page([attempt('jaime@client.example', true, signedIn)]) });
  expect(await screen.findByText(/Jamie Rivera has signed in with that address/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /Correct/ })).toBeNull();
});

it('shows older lines on request, each once', async () => {
  const { user } = openWorkspace('/attempts', {
    UnmatchedAttempts: ({ after }) =>
      after === null
        ? page([attempt('a@client.example', false), attempt('b@client.example', false)], 'c')
        : page([attempt('b@client.example', false), attempt('c@client.example', false)]),
  });
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByText(/c@client/);
  expect(await lines()).toEqual(['a@client.example', 'b@client.example', 'c@client.example']);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

it('offers no correction to someone who may not change addresses', async () => {
  openWorkspace('/attempts', {
    Staff: () => ({ staff: { ...frontDesk, permissions: ['CLIENTS_READ'] } }),
    UnmatchedAttempts: () => page([attempt('jaime@client.example')]),
  });
  await screen.findByRole('link', { name: 'Jamie Rivera' });
  expect(screen.queryByRole('button', { name: /Correct/ })).toBeNull();
});
