import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import type { MailState } from '../../../api/generated/workspace/graphql.ts';
import { withAccess } from '../../testing/fixtures.ts';
import { openClientPortal } from '../../testing/open-workspace.tsx';

/** What the Client Portal tab says beside "Invitation" when its mail is in this state. */
async function invitationRow(state: MailState): Promise<string> {
  const delivery = { __typename: 'MailDelivery', state, at: '2026-11-03T19:14:03Z', explanation: `In plain words.` };
  const invitation = { __typename: 'Invitation', sentAt: '2026-11-03T19:14:00Z', sentBy: 'Dana Reyes', delivery };
  openClientPortal({
    ClientPortal: () => ({
      client: withAccess({ lastSignIn: null, invitation, bounce: state === 'BOUNCED' ? delivery : null }),
    }),
  });
  const name = await screen.findByText('Invitation', { selector: 'dt' });
  return within(name.parentElement ?? name).getByRole('definition').textContent ?? '';
}

describe('the invitation on the Client Portal tab', () => {
  it.each<[MailState, RegExp]>([
    ['QUEUED', /^Made .* · waiting to be sent/],
    ['SENT', /^Sent [^·]*By Dana Reyes/],
    ['DELIVERED', /^Sent .* · delivered/],
    ['DELAYED', /^Sent .* · delayed/],
    ['BOUNCED', /^Sent .* · came back/],
    ['COMPLAINED', /^Sent .* · marked as spam/],
    ['FAILED', /^Made .* · could not be sent/],
    ['NOT_SENT', /^Made .* · not sent/],
  ])('says what became of its mail: %s', async (state, words) => {
    const row = await invitationRow(state);
    expect(row).toMatch(words);
    expect(row).toContain('In plain words.');
  });

  it('marks an address that mail came back from', async () => {
    await invitationRow('BOUNCED');
    expect(screen.getByText('Mail came back')).toBeDefined();
  });
});
