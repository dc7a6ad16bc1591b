import { useState } from 'react';

import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { FaultPage } from '../ui/fault-page.tsx';
import { PageTop } from '../ui/page-top.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AttemptLine } from './attempt-line.tsx';
import { CorrectAddress, type Correction } from './correct-address.tsx';
import { useAttempts } from './use-attempts.ts';

/** Sign-in attempts that matched nobody, in the whole practice. */
export function AttemptsPage() {
  const { attempts, fault, hasMore, more, showMore, reload } = useAttempts();
  const [correction, setCorrection] = useState<Correction>();
  return (
    <>
      <PageTop crumbs={[]} tab="Attempts" heading="Sign-in attempts that matched nobody" />
      <p className="soft page-lead">
        Addresses that somebody typed on your sign-in page and that nobody here has. They are kept for 30 days, and only
        your practice sees them.
      </p>
      {attempts === undefined && fault === undefined && <Skeleton rows={6} />}
      {attempts === undefined && fault !== undefined && <FaultPage fault={fault} onRetry={() => void reload()} />}
      {attempts !== undefined && fault !== undefined && (
        <p className="stale small" role="status">
          We can't reach the server right now. What you see may be out of date.
        </p>
      )}
      {attempts?.length === 0 && (
        <section className="empty">
          <h2 className="empty-title">Nobody was turned away</h2>
          <p>Everyone who asked to sign in within the last 30 days typed an address that you have on file.</p>
        </section>
      )}
      {attempts !== undefined && attempts.length > 0 && (
        <ul className="attempts" aria-label="Attempts, newest first">
          {attempts.map((attempt) => (
            <AttemptLine key={attempt.email} attempt={attempt} onCorrect={setCorrection} />
          ))}
        </ul>
      )}
      {more.fault !== undefined && <FaultNotice fault={more.fault} />}
      {hasMore && (
        <Button small busy={more.busy ? 'One moment…' : undefined} onClick={() => void showMore()}>
          Show more
        </Button>
      )}
      {correction !== undefined && (
        <CorrectAddress
          correction={correction}
          onClose={() => setCorrection(undefined)}
          onChanged={() => void reload()}
        />
      )}
    </>
  );
}
