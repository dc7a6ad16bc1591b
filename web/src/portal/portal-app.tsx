import { lazy, Suspense } from 'react';
import { usePathname } from 'wouter/use-browser-location';

import type { Portal } from '../api/portal.ts';
import { CheckMailPage } from './check-mail-page.tsx';
import { LinkPage } from './link-page.tsx';
import { PinPage } from './pin-page.tsx';
import { usePortal } from './portal-data.ts';
import { SignInPage } from './sign-in-page.tsx';
import { FindYourPortalPage, UnknownPage, UnknownPortalPage, WaitingPage } from './status-pages.tsx';

const SignedInPages = lazy(async () => ({ default: (await import('./signed-in/signed-in-pages.tsx')).SignedInPages }));

export interface PortalAppProps {
  /** What the server wrote into the page about the practice; undefined when it wrote nothing. */
  readonly portalInPage: Portal | null | undefined;
  readonly linkToken: string | undefined;
}

/** The client's portal: which page an address shows. */
export function PortalApp({ portalInPage, linkToken }: PortalAppProps) {
  const path = usePathname();
  const [, slug = '', page = '', ...deeper] = path.split('/');
  const state = usePortal(slug, path, portalInPage);

  if (slug === '') return <FindYourPortalPage />;
  // A link works whatever is known about the practice, and must not wait for it.
  if (page === 'link') {
    return <LinkPage slug={slug} portal={state.at === 'found' ? state.portal : undefined} firstToken={linkToken} />;
  }
  if (state.at === 'unknown') return <UnknownPortalPage />;
  if (state.at === 'waiting') return <WaitingPage slow={state.slow} error={state.error} onRetry={state.retry} />;
  return <PortalPage portal={state.portal} page={deeper.some(Boolean) ? undefined : page} />;
}

function PortalPage({ portal, page }: { readonly portal: Portal; readonly page: string | undefined }) {
  switch (page) {
    case '':
      return <SignInPage key={portal.slug} portal={portal} />;
    case 'check-mail':
      return <CheckMailPage portal={portal} />;
    case 'pin':
      return <PinPage portal={portal} />;
    case 'home':
    case 'choose':
      return (
        <Suspense fallback={<WaitingPage portal={portal} />}>
          <SignedInPages key={portal.slug} portal={portal} page={page} />
        </Suspense>
      );
    default:
      return <UnknownPage portal={portal} />;
  }
}
