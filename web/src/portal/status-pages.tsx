import type { Portal } from '../api/portal.ts';
import type { RequestError } from '../api/request-error.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import page from './page.module.css';
import { SlowNotice } from './slow-notice.tsx';
import { Waiting } from './waiting.tsx';

/** The address without a practice in it. */
export function FindYourPortalPage() {
  return (
    <Frame heading="Find your practice's portal">
      <p className={page.lead}>Every practice has its own portal, at its own address.</p>
      <ul className={page.list}>
        <li>Look in the mail that invited you. Its link opens your portal.</li>
        <li>Look on your practice's web site, or call them and ask for the address.</li>
        <li>Once you are there, bookmark it. The address never changes.</li>
      </ul>
      <p className="small">
        <a href="/staff">Work at a practice?</a>
      </p>
    </Frame>
  );
}

/** A portal address that no practice has. */
export function UnknownPortalPage() {
  return (
    <Frame heading="We can't find that portal" lit={false}>
      <p className={page.lead}>There is no practice at this address. It may hold a typing mistake.</p>
      <p>Check the address in the mail that invited you or on your practice's web site, or call your practice.</p>
    </Frame>
  );
}

/** A page that this portal does not have. */
export function UnknownPage({ portal }: { readonly portal: Portal }) {
  return (
    <Frame portal={portal} heading="There is nothing here" lit={false}>
      <p className={page.lead}>This page doesn't exist, but the portal does.</p>
      <PageLink to={`/${portal.slug}`} kind="primary">
        Go to the sign-in page
      </PageLink>
    </Frame>
  );
}

export interface WaitingPageProps {
  readonly portal?: Portal;
  readonly slow?: boolean;
  readonly error?: RequestError | undefined;
  readonly onRetry?: () => void;
}

/** While something is being looked up that the page cannot do without, and when that did not work. */
export function WaitingPage({ portal, slow = false, error, onRetry }: WaitingPageProps) {
  if (error) {
    return (
      <Frame portal={portal} heading="We'll be right back" lit={false}>
        <ErrorNotice error={error} onRetry={onRetry} />
      </Frame>
    );
  }
  return (
    <Frame portal={portal} heading="One moment…">
      <Waiting>Opening the portal.</Waiting>
      <SlowNotice slow={slow} />
    </Frame>
  );
}
