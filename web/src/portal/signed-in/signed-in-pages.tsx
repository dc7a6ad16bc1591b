import { useCallback, useEffect, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations } from '../../api/load-portal-operations.ts';
import type { Portal, Viewer } from '../../api/portal.ts';
import { toRequestError } from '../../api/request-error.ts';
import { IdleWarning } from '../../ui/idle-warning.tsx';
import { useSessionWatch } from '../../ui/session-watch.ts';
import { useAction } from '../../ui/use-action.ts';
import type { SignOutReason } from '../sign-out-notice.ts';
import { WaitingPage } from '../status-pages.tsx';
import { ChoosePage } from './choose-page.tsx';
import { HomePage } from './home-page.tsx';
import type { ViewerPageProps } from './viewer-page.ts';

export interface SignedInPagesProps {
  readonly portal: Portal;
  readonly page: 'home' | 'choose';
}

/** The pages of a signed-in person. Whoever is not signed in at this portal is sent to the sign-in page. */
export function SignedInPages({ portal, page }: SignedInPagesProps) {
  const [viewer, setViewer] = useState<Viewer>();
  const leave = useCallback(
    (reason?: SignOutReason) =>
      navigate(`/${portal.slug}`, { replace: true, state: reason && { signOutReason: reason } }),
    [portal.slug],
  );
  const loading = useAction(async () => {
    const { me } = await portalOperations();
    const found = await me();
    if (found?.portal.slug === portal.slug) setViewer(found);
    else leave();
  });
  const { run } = loading;
  useEffect(() => void run(), [run]);

  if (viewer === undefined) {
    return <WaitingPage portal={portal} slow={loading.slow} error={loading.error} onRetry={() => void run()} />;
  }
  return <WatchedPages viewer={viewer} page={page} onViewer={setViewer} onLeave={leave} />;
}

function WatchedPages({ page, ...pageProps }: ViewerPageProps & { readonly page: 'home' | 'choose' }) {
  const { viewer, onLeave } = pageProps;
  const { warning, stay } = useSessionWatch({
    life: viewer.session,
    read: async () => (await portalOperations()).mySession(),
    stay: async () => (await portalOperations()).staySignedIn(),
    onEnd: onLeave,
  });
  const mustChoose = viewer.chosen === null && viewer.accesses.length > 1;
  const shown = mustChoose ? 'choose' : page;
  useEffect(() => {
    if (shown !== page) navigate(`/${viewer.portal.slug}/${shown}`, { replace: true });
  }, [shown, page, viewer.portal.slug]);

  async function signOut() {
    try {
      await (await portalOperations()).signOut(false);
      onLeave('signed-out');
    } catch (error) {
      // Not signed in any more is what was asked for; anything else ends by itself at the idle end.
      if (toRequestError(error).kind === 'signed-out') onLeave('signed-out');
    }
  }

  return (
    <>
      {shown === 'choose' ? <ChoosePage {...pageProps} /> : <HomePage {...pageProps} />}
      {warning && <IdleWarning warning={warning} onStay={stay} onSignOut={() => void signOut()} />}
    </>
  );
}
