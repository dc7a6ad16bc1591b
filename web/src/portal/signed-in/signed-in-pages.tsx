import { useCallback, useEffect, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { toFault } from '../../api/fault.ts';
import { type Portal, portalOperations, type Viewer } from '../../api/portal.ts';
import { IdleWarning } from '../../ui/idle-warning.tsx';
import { useSessionWatch } from '../../ui/session-watch.ts';
import { useAction } from '../../ui/use-action.ts';
import { WaitingPage } from '../calm-pages.tsx';
import type { Farewell } from '../farewell.ts';
import { ChoosePage } from './choose-page.tsx';
import { HomePage } from './home-page.tsx';

export interface SignedInPagesProps {
  readonly portal: Portal;
  readonly page: 'home' | 'choose';
}

/** The pages behind the door. Whoever is not signed in at this portal is shown to the sign-in page. */
export function SignedInPages({ portal, page }: SignedInPagesProps) {
  const [viewer, setViewer] = useState<Viewer>();
  const leave = useCallback(
    (farewell?: Farewell) => navigate(`/${portal.slug}`, { replace: true, state: farewell && { farewell } }),
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
    return <WaitingPage portal={portal} slow={loading.slow} fault={loading.fault} onRetry={() => void run()} />;
  }
  return <Watched viewer={viewer} page={page} onViewer={setViewer} onLeave={leave} />;
}

export interface ViewerPageProps {
  readonly viewer: Viewer;
  readonly onViewer: (viewer: Viewer) => void;
  /** Back to the sign-in page, with a word about why. */
  readonly onLeave: (farewell: Farewell) => void;
}

function Watched({ page, ...pageProps }: ViewerPageProps & { readonly page: 'home' | 'choose' }) {
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
      if (toFault(error).kind === 'signed-out') onLeave('signed-out');
    }
  }

  return (
    <>
      {shown === 'choose' ? <ChoosePage {...pageProps} /> : <HomePage {...pageProps} />}
      {warning && <IdleWarning warning={warning} onStay={stay} onSignOut={() => void signOut()} />}
    </>
  );
}
