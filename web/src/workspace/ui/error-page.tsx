import { useEffect } from 'react';
import { Link } from 'react-router';

import type { RequestError } from '../../api/request-error.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { useSignedOut } from '../session/use-signed-out.ts';
import { EmptyState } from './empty-state.tsx';

const titles: Readonly<Record<RequestError['kind'], string>> = {
  unreachable: "We can't reach the server",
  'chunk-missing': 'A part of this page is missing',
  'bad-input': 'This address is not right',
  'too-many-requests': 'One moment, please',
  'signed-out': 'You are signed out',
  forbidden: 'This page is not for your role',
  'not-found': "We can't find this page",
  internal: 'Something went wrong',
};

export interface ErrorPageProps {
  readonly error: RequestError;
  readonly onRetry: () => void;
}

/** Stands in for a page, or a part of one, that could not be shown, and says what can be done. */
export function ErrorPage({ error, onRetry }: ErrorPageProps) {
  const signedOut = useSignedOut();
  const ended = error.kind === 'signed-out';
  useEffect(() => {
    if (ended) signedOut('elsewhere');
  }, [ended, signedOut]);
  if (ended) return null;
  const lasting = error.kind === 'forbidden' || error.kind === 'not-found' || error.kind === 'bad-input';
  return (
    <EmptyState title={titles[error.kind]} role="alert">
      <p>{error.kind === 'forbidden' ? 'If you need it, ask the owner of the practice.' : error.message}</p>
      {error.reference !== undefined && <p className="small soft">Reference for support: {error.reference}</p>}
      {lasting ? (
        <Link className={buttonClass({})} to="/clients">
          Go to the clients
        </Link>
      ) : (
        <Button onClick={onRetry}>Try again</Button>
      )}
    </EmptyState>
  );
}
