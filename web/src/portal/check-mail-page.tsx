import { probablyMeant } from '@porchlight/shared/mistyped-domain.ts';
import { useEffect, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { type Portal, portalOperations } from '../api/portal.ts';
import { Button } from '../ui/button.tsx';
import { FaultNotice } from '../ui/fault-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { clock, useSecondsUntil } from '../ui/use-seconds-until.ts';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import { lifetime } from './plain-words.ts';
import { StillWorking } from './still-working.tsx';
import { keepTyped, typedAt } from './typed-address.ts';

/** Says that a link is on its way, and what to do when it does not come. */
export function CheckMailPage({ portal }: { readonly portal: Portal }) {
  const [typed, setTyped] = useState(() => typedAt(portal.slug));
  const [sentAgain, setSentAgain] = useState(false);
  const wait = useSecondsUntil(typed.askAgainAt ?? 0);
  const sending = useAction(async (email: string) => {
    setSentAgain(false);
    const { requestSignInLink } = await portalOperations();
    const { askAgainInSeconds } = await requestSignInLink(portal.slug, email);
    const next = { email, askAgainAt: Date.now() + askAgainInSeconds * 1000 };
    keepTyped(portal.slug, next);
    setTyped(next);
    setSentAgain(true);
  });

  const asked = typed.askAgainAt !== undefined;
  useEffect(() => {
    if (!asked) navigate(`/${portal.slug}`, { replace: true });
  }, [asked, portal.slug]);
  if (!asked) return null;

  const meant = probablyMeant(typed.email);
  return (
    <Frame portal={portal} heading="Check your mail">
      <div className="stack">
        <p className="lead">
          If <strong className="address">{typed.email}</strong> has portal access, a link is on its way.{' '}
          <PageLink to={`/${portal.slug}`}>Change</PageLink>
        </p>
        <p>
          Open it on this device or any other. It works once, for {lifetime(portal.linkLifetimeMinutes)}. Only the
          newest mail works.
        </p>
      </div>
      {meant !== undefined && (
        <Notice>
          <p>
            Did you mean <strong className="address">{meant}</strong>?
          </p>
          <Button kind="primary" busy={sending.busy ? 'Sending…' : undefined} onClick={() => void sending.run(meant)}>
            Yes, send it there
          </Button>
        </Notice>
      )}
      <div className="stack">
        <Button
          unavailable={wait > 0}
          busy={sending.busy && meant === undefined ? 'Sending…' : undefined}
          onClick={() => void sending.run(typed.email)}
        >
          {wait > 0 ? `Ask again in ${clock(wait)}` : 'Send me another link'}
        </Button>
        <StillWorking slow={sending.slow} />
        <p className="live" aria-live="polite">
          {sentAgain && 'Done. If that address has portal access, a newer link is on its way.'}
        </p>
        {sending.fault && <FaultNotice fault={sending.fault} />}
      </div>
      <div className="stack">
        <p>No mail after a few minutes?</p>
        <Tips portal={portal} />
      </div>
    </Frame>
  );
}

function Tips({ portal }: { readonly portal: Portal }) {
  return (
    <details className="tips">
      <summary>Try these tips</summary>
      <ol>
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
    </details>
  );
}
