import { useState } from 'react';

import { ErrorPage } from '../ui/error-page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AttemptLine } from './attempt-line.tsx';
import { CorrectAddress, type Correction } from './correct-address.tsx';
import { useAttempts } from './use-attempts.ts';

/** Sign-in attempts that matched nobody, in the whole practice. */
export function AttemptsPage() {
  const { attempts, error, hasMore, showMore, reload } = useAttempts();
  const [correction, setCorrection] = useState<Correction>();
  return (
    <>
      <PageHeader crumbs={[]} tab="Attempts" heading="Sign-in attempts that matched nobody" />
      <p className="soft page-lead">
        Addresses that somebody typed on your sign-in page and that nobody here has. They are kept for 30 days, and only
        your practice sees them.
      </p>
      {attempts === undefined && error === undefined && <Skeleton rows={6} />}
      {attempts === undefined && error !== undefined && <ErrorPage error={error} onRetry={() => void reload()} />}
      {attempts !== undefined && error !== undefined && (
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
      <ShowMore action={showMore} hasMore={hasMore} />
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
