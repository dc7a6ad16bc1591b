import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';

import { FakeGraphQLError, fakeServer, latestVariables } from '../testing/fake-server.ts';
import { jamie, notSignedIn } from './testing/fixtures.ts';
import { openPortal } from './testing/open-portal.tsx';

const accepted = {
  ...notSignedIn,
  RequestSignInLink: () => ({ requestSignInLink: { askAgainInSeconds: 60, linkLifetimeMinutes: 1440 } }),
};

const email = () => screen.getByLabelText<HTMLInputElement>('Your e-mail address');

async function askFor(address: string) {
  const { user, ...rest } = openPortal('/harbor');
  await user.type(email(), address);
  await user.click(screen.getByRole('button', { name: 'Send me a link' }));
  return { user, ...rest };
}

describe('the sign-in page', () => {
  it('asks for a link, and says to check the mail', async () => {
    const requests = fakeServer(accepted);
    await askFor('jamie@client.example');
    await screen.findByRole('heading', { name: 'Check your mail' });
    expect(screen.getByText('jamie@client.example')).toBeTruthy();
    expect(latestVariables(requests, 'RequestSignInLink')).toEqual({ portal: 'harbor', email: 'jamie@client.example' });
    expect(location.pathname).toBe('/harbor/check-mail');
  });

  it('sends nothing that is no address, and puts the cursor back', async () => {
    const requests = fakeServer(accepted);
    await askFor('jamie@');
    await screen.findByText(/doesn't look like an e-mail address/);
    expect(document.activeElement).toBe(email());
    expect(latestVariables(requests, 'RequestSignInLink')).toBeUndefined();
  });

  it('keeps what was typed when the server is out of reach, even when the page is loaded again', async () => {
    fakeServer(notSignedIn);
    const { unmount } = await askFor('jamie@client.example');
    await screen.findByText(/can't reach the server/);
    expect(email().value).toBe('jamie@client.example');
    unmount();
    openPortal('/harbor');
    expect(email().value).toBe('jamie@client.example');
  });

  it('says when to come back after asking too often', async () => {
    fakeServer({
      ...notSignedIn,
      RequestSignInLink: () => {
        throw new FakeGraphQLError('That was a lot at once.', { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 95 });
      },
    });
    await askFor('jamie@client.example');
    await screen.findByText('You can try again in 1:35.');
    expect(email().value).toBe('jamie@client.example');
  });

  it('lets somebody who is signed in here continue', async () => {
    fakeServer({ WhoIsSignedIn: () => ({ me: jamie }) });
    openPortal('/harbor');
    const next = await screen.findByRole('link', { name: 'Continue' });
    expect(next.getAttribute('href')).toBe('/harbor/home');
  });
});

describe('the page that says to check the mail', () => {
  it('makes one wait before asking again, across a reload', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    fakeServer(accepted);
    const { unmount } = await askFor('jamie@client.example');
    await screen.findByRole('button', { name: 'Ask again in 1:00' });
    await act(() => vi.advanceTimersByTimeAsync(18_000));
    unmount();
    openPortal('/harbor/check-mail');
    expect(screen.getByRole('button', { name: /Ask again in 0:4[12]/ }).getAttribute('aria-disabled')).toBe('true');
    await act(() => vi.advanceTimersByTimeAsync(43_000));
    expect(screen.getByRole('button', { name: 'Send me another link' }).hasAttribute('aria-disabled')).toBe(false);
  });

  it('corrects a mistyped domain with one press, and asks again', async () => {
    const requests = fakeServer(accepted);
    const { user } = await askFor('jamie@gmial.com');
    await screen.findByText('jamie@gmail.com');
    await user.click(screen.getByRole('button', { name: 'Yes, send it there' }));
    await screen.findByText(/a newer link is on its way/);
    expect(latestVariables(requests, 'RequestSignInLink')).toEqual({ portal: 'harbor', email: 'jamie@gmail.com' });
    expect(screen.queryByText('jamie@gmial.com')).toBeNull();
  });

  it('leads back to the address as typed', async () => {
    fakeServer(accepted);
    const { user } = await askFor('jamie@client.example');
    await user.click(await screen.findByRole('link', { name: 'Change' }));
    expect(email().value).toBe('jamie@client.example');
  });

  it('leads from the tips to the PIN page, and brings the address along', async () => {
    fakeServer(accepted);
    const { user } = await askFor('jamie@client.example');
    await user.click(await screen.findByText('Try these tips'));
    await user.click(screen.getByText('Sign In via Pin code'));
    expect(screen.getByRole('link', { name: 'Call (555) 010-0199' }).getAttribute('href')).toBe('tel:+15550100199');
    expect(email().value).toBe('jamie@client.example');
  });

  it('is the sign-in page for somebody who has not asked', () => {
    fakeServer(notSignedIn);
    openPortal('/harbor/check-mail');
    expect(location.pathname).toBe('/harbor');
  });
});
