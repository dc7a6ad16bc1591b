import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';

import type { RequestError } from '../../api/request-error.ts';
import type { SignInRequested } from '../../api/session-operations.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCountdown } from '../../ui/format-countdown.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useCountdown } from '../../ui/use-countdown.ts';
import styles from './sign-in.module.css';

/** A link asked for: how long it will live, and when one may ask again by this browser's clock. */
export interface SentLink {
  readonly lifetimeMinutes: number;
  readonly askAgainAt: number;
}

export function toSentLink({ askAgainInSeconds, linkLifetimeMinutes }: SignInRequested): SentLink {
  return { lifetimeMinutes: linkLifetimeMinutes, askAgainAt: Date.now() + askAgainInSeconds * 1000 };
}

export interface CheckMailProps {
  /** The address as typed; undefined when the link went to the address of an older one. */
  readonly email: string | undefined;
  readonly sent: SentLink;
  readonly busy: boolean;
  readonly error: RequestError | undefined;
  readonly onAgain: () => void;
  readonly onOtherAddress: (() => void) | undefined;
}

/** Says that a link is on its way, in the same words for every address, known or not. */
export function CheckMail({ email, sent, busy, error, onAgain, onOtherAddress }: CheckMailProps) {
  const wait = useCountdown(sent.askAgainAt);
  return (
    <>
      <PageHeading title="Check your mail · Porchlight" className={styles.title}>
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
        It works once, for {formatLifetime(sent.lifetimeMinutes)}. Only the newest mail works.
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className={styles.actions}>
        <Button unavailable={wait > 0} busy={busy ? 'Sending…' : undefined} onClick={onAgain}>
          {wait > 0 ? `Ask again in ${formatCountdown(wait)}` : 'Send another link'}
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
