import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { suggestAddress } from '@porchlight/shared/mistyped-domain.ts';
import { useEffect, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { formatCountdown } from '../ui/format-countdown.ts';
import { Notice } from '../ui/notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useCountdown } from '../ui/use-countdown.ts';
import { Disclosure } from './disclosure.tsx';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import page from './page.module.css';
import { readDraft, saveDraft } from './sign-in-draft.ts';
import { SlowNotice } from './slow-notice.tsx';

/** Says that a link is on its way, and what to do when it does not come. */
export function CheckMailPage({ portal }: { readonly portal: Portal }) {
  const [typed, setTyped] = useState(() => readDraft(portal.slug));
  const [sentAgain, setSentAgain] = useState(false);
  const wait = useCountdown(typed.askAgainAt ?? 0);
  const sending = useAction(async (email: string) => {
    setSentAgain(false);
    const { requestSignInLink } = await portalOperations();
    const { askAgainInSeconds } = await requestSignInLink(portal.slug, email);
    const next = { email, askAgainAt: Date.now() + askAgainInSeconds * 1000 };
    saveDraft(portal.slug, next);
    setTyped(next);
    setSentAgain(true);
  });

  const hasAsked = typed.askAgainAt !== undefined;
  useEffect(() => {
    if (!hasAsked) navigate(`/${portal.slug}`, { replace: true });
  }, [hasAsked, portal.slug]);
  if (!hasAsked) return null;

  const meant = suggestAddress(typed.email);
  return (
    <Frame portal={portal} heading="Check your mail">
      <div className={page.stack}>
        <p className={page.lead}>
          If <strong className="wrap-anywhere">{typed.email}</strong> has portal access, a link is on its way.{' '}
          <PageLink to={`/${portal.slug}`}>Change</PageLink>
        </p>
        <p>
          Open it on this device or any other. It works once, for {formatLifetime(portal.linkLifetimeMinutes)}. Only the
          newest mail works.
        </p>
      </div>
      {meant !== undefined && (
        <Notice>
          <p>
            Did you mean <strong className="wrap-anywhere">{meant}</strong>?
          </p>
          <Button kind="primary" busy={sending.busy ? 'Sending…' : undefined} onClick={() => void sending.run(meant)}>
            Yes, send it there
          </Button>
        </Notice>
      )}
      <div className={page.stack}>
        <Button
          unavailable={wait > 0}
          busy={sending.busy && meant === undefined ? 'Sending…' : undefined}
          onClick={() => void sending.run(typed.email)}
        >
          {wait > 0 ? `Ask again in ${formatCountdown(wait)}` : 'Send me another link'}
        </Button>
        <SlowNotice slow={sending.slow} />
        <p className="live-region" aria-live="polite">
          {sentAgain && 'Done. If that address has portal access, a newer link is on its way.'}
        </p>
        {sending.error && <ErrorNotice error={sending.error} />}
      </div>
      <div className={page.stack}>
        <p>No mail after a few minutes?</p>
        <Tips portal={portal} />
      </div>
    </Frame>
  );
}

function Tips({ portal }: { readonly portal: Portal }) {
  return (
    <Disclosure summary="Try these tips">
      <ol className={page.list}>
        <li>
          Look in spam, junk and your other folders. The mail comes from <strong>{portal.mailName}</strong>; search for
          that name.
        </li>
        <li>Check the address above for typos. It must be the one that {portal.name} has for you.</li>
        <li>Wait a few minutes, then ask again. Use only the newest mail.</li>
      </ol>
      <p>Still nothing? {portal.name} can help you over the phone.</p>
      <PageLink to={`/${portal.slug}/pin`} kind="plain">
        Sign In via Pin code
      </PageLink>
    </Disclosure>
  );
}
