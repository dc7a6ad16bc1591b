import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';

import { whenVisible } from '../../api/link-token.ts';
import { type RequestError, toRequestError } from '../../api/request-error.ts';
import { type LinkRefused, redeemLink, type SignedInAsSomeoneElse } from '../../api/session-operations.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { takeReturnPath } from '../session/return-path.ts';
import { forgetLinkToken, keepLinkToken } from './link-token.ts';
import { RefusedLink } from './refused-link.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import styles from './sign-in.module.css';

type State =
  | { readonly is: 'signing-in' }
  | { readonly is: 'no-token' }
  | { readonly is: 'error'; readonly error: RequestError }
  | { readonly is: 'refused'; readonly refused: LinkRefused }
  | { readonly is: 'someone-else'; readonly other: SignedInAsSomeoneElse };

/** What a mail's link opens: it signs in at once, with nothing to press, or says why it cannot. */
export function LinkPage() {
  const client = useApolloClient();
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ is: 'signing-in' });
  const redeeming = useRef<string>(undefined);

  const redeem = useCallback(
    async (token: string, switchAccount: boolean) => {
      setState({ is: 'signing-in' });
      try {
        const outcome = await redeemLink(client, token, switchAccount);
        if (outcome.__typename === 'LinkRefused') return setState({ is: 'refused', refused: outcome });
        if (outcome.__typename === 'SignedInAsSomeoneElse') return setState({ is: 'someone-else', other: outcome });
        forgetLinkToken();
        await client.clearStore();
        void navigate(takeReturnPath(), { replace: true });
      } catch (error) {
        setState({ is: 'error', error: toRequestError(error) });
      }
    },
    [client, navigate],
  );

  useEffect(() => {
    async function open() {
      const token = keepLinkToken();
      if (token === undefined) return setState({ is: 'no-token' });
      if (redeeming.current === token) return;
      redeeming.current = token;
      await whenVisible();
      await redeem(token, false);
    }
    void open();
    // A second link opened in this same browser tab changes nothing but the fragment.
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, [redeem]);

  const token = redeeming.current;
  return (
    <SignInFrame>
      {state.is === 'signing-in' && <SigningIn />}
      {state.is === 'no-token' && <NoToken />}
      {state.is === 'error' && (
        <>
          <LinkHeading>You are not signed in yet</LinkHeading>
          <p>{state.error.message}</p>
          <Button kind="primary" onClick={() => token !== undefined && void redeem(token, false)}>
            Try again
          </Button>
        </>
      )}
      {state.is === 'refused' && token !== undefined && <RefusedLink refused={state.refused} token={token} />}
      {state.is === 'someone-else' && (
        <>
          <LinkHeading>This link is for someone else</LinkHeading>
          <p>You are signed in as {state.other.signedInAs}.</p>
          <div className={styles.actions}>
            <Button kind="primary" onClick={() => void navigate('/clients', { replace: true })}>
              Stay
            </Button>
            <Button onClick={() => token !== undefined && void redeem(token, true)}>Switch</Button>
          </div>
        </>
      )}
    </SignInFrame>
  );
}

function LinkHeading({ children }: { readonly children: string }) {
  return (
    <PageHeading title={`${children} · Porchlight`} className={styles.title}>
      {children}
    </PageHeading>
  );
}

function SigningIn() {
  return (
    <div role="status">
      <LinkHeading>Signing you in…</LinkHeading>
    </div>
  );
}

function NoToken() {
  return (
    <>
      <LinkHeading>This link is not complete</LinkHeading>
      <p>Some of it got lost on the way. Open it from the mail again, or ask for a new one.</p>
      <Link className={buttonClass({ kind: 'primary' })} to="/sign-in">
        Ask for a new link
      </Link>
    </>
  );
}
