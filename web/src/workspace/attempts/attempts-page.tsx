import { useState } from 'react';

import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StaleNotice } from '../ui/stale-notice.tsx';
import text from '../ui/text.module.css';
import { AttemptLine } from './attempt-line.tsx';
import styles from './attempts.module.css';
import { CorrectAddress, type Correction } from './correct-address.tsx';
import { useAttempts } from './use-attempts.ts';

/** Sign-in attempts that matched nobody, in the whole practice. */
export function AttemptsPage() {
  const { attempts, error, hasMore, showMore, reload } = useAttempts();
  const [correction, setCorrection] = useState<Correction>();
  return (
    <>
      <PageHeader crumbs={[]} tab="Attempts" heading="Sign-in attempts that matched nobody" />
      <p className={classes(text.lead, 'soft')}>
        Addresses that somebody typed on your sign-in page and that nobody here has. They are kept for 30 days, and only
        your practice sees them.
      </p>
      {attempts === undefined && error === undefined && <Skeleton rows={6} />}
      {attempts === undefined && error !== undefined && <ErrorPage error={error} onRetry={() => void reload()} />}
      {attempts !== undefined && error !== undefined && <StaleNotice />}
      {attempts?.length === 0 && (
        <EmptyState title="Nobody was turned away">
          <p>Everyone who asked to sign in within the last 30 days typed an address that you have on file.</p>
        </EmptyState>
      )}
      {attempts !== undefined && attempts.length > 0 && (
        <ul className={styles.attempts} aria-label="Attempts, newest first">
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
