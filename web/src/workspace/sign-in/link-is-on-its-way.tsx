import type { Fault } from '../../api/fault.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { clock, useSecondsUntil } from '../../ui/use-seconds-until.ts';
import type { SignInRequested } from '../../api/both-faces.ts';
import { lifetime } from '../format-time.ts';

/** A link asked for: how long it will live, and when one may ask again by this browser's clock. */
export interface SentLink {
  readonly lifetimeMinutes: number;
  readonly againAt: number;
}

export function sentNow({ askAgainInSeconds, linkLifetimeMinutes }: SignInRequested): SentLink {
  return { lifetimeMinutes: linkLifetimeMinutes, againAt: Date.now() + askAgainInSeconds * 1000 };
}

export interface LinkIsOnItsWayProps {
  /** The address as typed; undefined when the link went to the address of an older one. */
  readonly email: string | undefined;
  readonly sent: SentLink;
  readonly busy: boolean;
  readonly fault: Fault | undefined;
  readonly onAgain: () => void;
  readonly onOtherAddress: (() => void) | undefined;
}

/** The same words for every address, known or not. */
export function LinkIsOnItsWay({ email, sent, busy, fault, onAgain, onOtherAddress }: LinkIsOnItsWayProps) {
  const wait = useSecondsUntil(sent.againAt);
  return (
    <>
      <PageHeading title="Check your mail · Porchlight" className="sign-in-title">
        Check your mail
      </PageHeading>
      <p>
        {email === undefined ? (
          'A new link is on its way.'
        ) : (
          <>
            If <strong>{email}</strong> belongs to a staff member, a link is on its way.
          </>
        )}{' '}
        It works once, for {lifetime(sent.lifetimeMinutes)}. Only the newest mail works.
      </p>
      {fault !== undefined && <FaultNotice fault={fault} />}
      <div className="sign-in-actions">
        <Button unavailable={wait > 0} busy={busy ? 'Sending…' : undefined} onClick={onAgain}>
          {wait > 0 ? `Ask again in ${clock(wait)}` : 'Send another link'}
        </Button>
        {onOtherAddress !== undefined && (
          <Button kind="quiet" onClick={onOtherAddress}>
            Use another address
          </Button>
        )}
      </div>
    </>
  );
}
