import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { fakeServer, latestVariables } from '../testing/fake-server.ts';
import { jamie, parent, signedIn } from './testing/fixtures.ts';
import { openPortal } from './testing/open-portal.tsx';

const refusal = "That address and PIN don't go together. Check both, or ask the practice for a new PIN.";

const email = () => screen.getByLabelText<HTMLInputElement>('Your e-mail address');
const pin = () => screen.getByLabelText<HTMLInputElement>('Pin code');

async function fillIn(address: string, pasted: string) {
  const { user } = openPortal('/harbor/pin');
  await user.type(email(), address);
  await user.click(pin());
  await user.paste(pasted);
  return { user, signIn: () => user.click(screen.getByRole('button', { name: 'Sign In' })) };
}

describe('the PIN page', () => {
  it('takes a pasted PIN with spaces and dashes, signs in, and forgets what was typed', async () => {
    const requests = fakeServer({ RedeemPin: () => ({ redeemPin: signedIn }), Me: () => ({ me: jamie }) });
    const { signIn } = await fillIn('jamie@client.example', ' 407-192 ');
    await signIn();
    await screen.findByText('You are signed in');
    expect(latestVariables(requests, 'RedeemPin')).toEqual({
      portal: 'harbor',
      email: 'jamie@client.example',
      pin: '407192',
    });
    expect(sessionStorage).toHaveLength(0);
  });

  it('says that address and PIN do not go together, keeps both, and selects the PIN for retyping', async () => {
    fakeServer({
      RedeemPin: () => ({ redeemPin: { __typename: 'PinRefused', reason: 'NOT_ACCEPTED', message: refusal } }),
    });
    const { signIn } = await fillIn('jamie@client.example', '407193');
    await signIn();
    await screen.findByText(refusal);
    expect(email().value).toBe('jamie@client.example');
    expect(document.activeElement).toBe(pin());
    expect(pin().value.slice(pin().selectionStart ?? 0, pin().selectionEnd ?? 0)).toBe('407193');
  });

  it.each(['', '12345', '12345a', '1234567'])('sends no try for %j, which is no PIN', async (typed) => {
    const requests = fakeServer({});
    const { signIn } = await fillIn('jamie@client.example', typed);
    await signIn();
    await screen.findByText('A PIN has 6 digits. Check what you typed.');
    expect(requests).toEqual([]);
  });

  it('keeps both when the server is out of reach', async () => {
    fakeServer({});
    const { signIn } = await fillIn('jamie@client.example', '407192');
    await signIn();
    await screen.findByText(/can't reach the server/);
    expect([email().value, pin().value]).toEqual(['jamie@client.example', '407192']);
  });

  it('lets a parent of two choose first', async () => {
    fakeServer({
      RedeemPin: () => ({ redeemPin: { ...signedIn, severalClients: true } }),
      Me: () => ({ me: parent }),
      ChooseClient: () => ({ chooseClient: { ...parent, chosen: parent.accesses[1] } }),
    });
    const { user, signIn } = await fillIn('parent@client.example', '407192');
    await signIn();
    await user.click(await screen.findByRole('button', { name: /Leo Brandt/ }));
    await waitFor(() => expect(location.pathname).toBe('/harbor/home'));
    await screen.findByText('Leo Brandt');
  });
});
