import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import type { RequestError } from '../api/request-error.ts';
import type { LinkRefused, SignedInAsSomeoneElse } from '../api/session-operations.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { AlreadySignedIn, useSignedInEmail } from './already-signed-in.tsx';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import page from './page.module.css';
import { SlowNotice } from './slow-notice.tsx';

const headings: Readonly<Record<LinkRefused['reason'], string>> = {
  SUPERSEDED: 'There is a newer link',
  ALREADY_USED: 'This link has been used',
  EXPIRED: "This link's time is over",
  NOT_VALID: "This link doesn't work",
};

export interface RefusedLinkPageProps {
  readonly refused: LinkRefused;
  readonly token: string;
  readonly portal: Portal | undefined;
  readonly slug: string;
}

/** Says why a link did not work, and gets a new one with one press. */
export function RefusedLinkPage({ refused, token, portal, slug }: RefusedLinkPageProps) {
  const [sent, setSent] = useState(false);
  const sending = useAction(async () => {
    const { sendNewLink } = await portalOperations();
    await sendNewLink(token);
    setSent(true);
  });
  const portalSlug = portal?.slug ?? slug;
  const signedInAs = useSignedInEmail(portalSlug);
  const kind = signedInAs === undefined ? 'primary' : 'plain';
  if (sent) return <NewLinkSentPage portal={portal} slug={portalSlug} minutes={refused.linkLifetimeMinutes} />;
  return (
    <Frame portal={portal} heading={headings[refused.reason]} lit={false}>
      <p className={page.lead}>{refused.message}</p>
      {refused.canSendNewLink ? (
        <div className={page.stack}>
          <Button kind={kind} busy={sending.busy ? 'Sending…' : undefined} onClick={() => void sending.run()}>
            Send me a new link
          </Button>
          <SlowNotice slow={sending.slow} />
          {sending.error && <ErrorNotice error={sending.error} />}
          <PageLink to={`/${portalSlug}`}>Use another e-mail address</PageLink>
        </div>
      ) : (
        <PageLink to={`/${portalSlug}`} kind={kind}>
          Send me a new link
        </PageLink>
      )}
      {signedInAs !== undefined && <AlreadySignedIn email={signedInAs} slug={portalSlug} />}
    </Frame>
  );
}

function NewLinkSentPage({
  portal,
  slug,
  minutes,
}: {
  readonly portal: Portal | undefined;
  readonly slug: string;
  readonly minutes: number;
}) {
  return (
    <Frame portal={portal} heading="Check your mail">
      <p className={page.lead}>A new link is on its way, if you still have portal access.</p>
      <p>It works once, for {formatLifetime(minutes)}. Only the newest mail works. You can close this page.</p>
      <PageLink to={`/${slug}`}>No mail after a few minutes? Start over</PageLink>
    </Frame>
  );
}

export interface SomeoneElsePageProps {
  readonly other: SignedInAsSomeoneElse;
  readonly portal: Portal | undefined;
  readonly busy: boolean;
  readonly error: RequestError | undefined;
  readonly onSwitch: () => void;
}

/** Asks before the link of one person takes the place of another who is signed in here. */
export function SomeoneElsePage({ other, portal, busy, error, onSwitch }: SomeoneElsePageProps) {
  const stay = () =>
    other.portal ? navigate(`/${other.portal.slug}/home`, { replace: true }) : location.replace('/staff');
  return (
    <Frame portal={portal} heading="Someone else is signed in">
      <p className={page.lead}>
        You are signed in as <strong className="wrap-anywhere">{other.signedInAs}</strong>
        {other.portal && other.portal.slug !== portal?.slug && <> at {other.portal.name}</>}. This link is for someone
        else.
      </p>
      <div className={page.choices}>
        <Button kind="primary" onClick={stay}>
          Stay
        </Button>
        <Button busy={busy ? 'Switching…' : undefined} onClick={onSwitch}>
          Switch
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      <p className="soft small">
        Switching signs the other person out of this browser. Staying leaves the link unused.
      </p>
    </Frame>
  );
}

/** The link page without a link: loaded again, or opened from the history. */
export function NoTokenPage({ slug, portal }: { readonly slug: string; readonly portal: Portal | undefined }) {
  const signedInAs = useSignedInEmail(slug);
  return (
    <Frame portal={portal} heading="Open your link again" lit={false}>
      <p className={page.lead}>
        To keep it private, your link was removed from the address bar. Go back to your mail and open the newest link
        there, or ask for a new one.
      </p>
      <PageLink to={`/${slug}`} kind={signedInAs === undefined ? 'primary' : 'plain'}>
        Send me a new link
      </PageLink>
      {signedInAs !== undefined && <AlreadySignedIn email={signedInAs} slug={slug} />}
    </Frame>
  );
}
