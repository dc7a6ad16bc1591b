import { useEffect, useRef, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { takeLinkToken, whenVisible } from '../api/link-token.ts';
import { portalOperations } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import type { LinkOutcome } from '../api/session-operations.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { Frame } from './frame.tsx';
import { NoTokenPage, RefusedLinkPage, SomeoneElsePage } from './link-outcomes.tsx';
import { pathAfterSignIn } from './path-after-sign-in.ts';
import { clearDraft } from './sign-in-draft.ts';
import { SlowNotice } from './slow-notice.tsx';
import { Waiting } from './waiting.tsx';

export interface LinkPageProps {
  /** The portal address in the link. */
  readonly slug: string;
  /** The practice there, when it is known already; the link works without. */
  readonly portal?: Portal | undefined;
  /** The token that came with the page, taken out of the address bar. */
  readonly firstToken: string | undefined;
}

/** What a mailed link opens: signs in at once, with nothing to press, or says why it cannot. */
export function LinkPage({ slug, portal, firstToken }: LinkPageProps) {
  const token = useToken(firstToken);
  // A key, so that nothing of an older link's outcome is left when a newer one is opened in this tab.
  return token === undefined ? (
    <NoTokenPage slug={slug} portal={portal} />
  ) : (
    <Redeeming key={token} token={token} slug={slug} portal={portal} />
  );
}

/** Opening another link in a tab that shows this page only changes the fragment; the page stays. */
function useToken(first: string | undefined): string | undefined {
  const [token, setToken] = useState(first);
  useEffect(() => {
    const take = () => setToken((before) => takeLinkToken() ?? before);
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return token;
}

interface RedeemingProps {
  readonly token: string;
  readonly slug: string;
  readonly portal: Portal | undefined;
}

function Redeeming({ token, slug, portal }: RedeemingProps) {
  const [outcome, setOutcome] = useState<Exclude<LinkOutcome, { __typename: 'SignedIn' }>>();
  const redeeming = useAction(async (switchAccount: boolean) => {
    const operations = portalOperations();
    await whenVisible();
    const found = await (await operations).redeemLink(token, switchAccount);
    if (found.__typename !== 'SignedIn') return setOutcome(found);
    clearDraft(slug);
    if (found.portal) navigate(pathAfterSignIn(found.portal, found.severalClients), { replace: true });
    else location.replace('/staff');
  });

  const { run } = redeeming;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void run(false);
  }, [run]);

  const foundPortal = outcome?.portal ?? portal;
  if (outcome?.__typename === 'LinkRefused')
    return <RefusedLinkPage refused={outcome} token={token} portal={foundPortal} slug={slug} />;
  if (outcome?.__typename === 'SignedInAsSomeoneElse') {
    return (
      <SomeoneElsePage
        other={outcome}
        portal={portal}
        busy={redeeming.busy}
        error={redeeming.error}
        onSwitch={() => void run(true)}
      />
    );
  }
  return (
    <Frame portal={portal} heading={redeeming.error ? 'Not signed in yet' : 'Signing you in…'}>
      {redeeming.error ? (
        <ErrorNotice error={redeeming.error} onRetry={() => void run(false)} />
      ) : (
        <Waiting>One moment, there is nothing to press.</Waiting>
      )}
      <SlowNotice slow={redeeming.slow} />
    </Frame>
  );
}
