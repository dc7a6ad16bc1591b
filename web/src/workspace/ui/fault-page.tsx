import { useEffect } from 'react';
import { Link } from 'react-router';

import type { Fault } from '../../api/fault.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { useSignedOut } from '../sign-in/use-signed-out.ts';

const titles: Readonly<Record<Fault['kind'], string>> = {
  'out-of-reach': "We can't reach the server",
  'part-missing': 'A part of this page is missing',
  'bad-input': 'This address is not right',
  'too-many': 'One moment, please',
  'signed-out': 'You are signed out',
  forbidden: 'This page is not for your role',
  'not-found': "We can't find this page",
  broken: 'Something went wrong',
};

export interface FaultPageProps {
  readonly fault: Fault;
  readonly onRetry: () => void;
}

/** Stands in for a page, or a part of one, that could not be shown, and says what can be done. */
export function FaultPage({ fault, onRetry }: FaultPageProps) {
  const signedOut = useSignedOut();
  const ended = fault.kind === 'signed-out';
  useEffect(() => {
    if (ended) signedOut('elsewhere');
  }, [ended, signedOut]);
  if (ended) return null;
  const lasting = fault.kind === 'forbidden' || fault.kind === 'not-found' || fault.kind === 'bad-input';
  return (
    <section className="empty" role="alert">
      <h2 className="empty-title">{titles[fault.kind]}</h2>
      <p>{fault.kind === 'forbidden' ? 'If you need it, ask the owner of the practice.' : fault.message}</p>
      {fault.reference !== undefined && <p className="small soft">Reference for support: {fault.reference}</p>}
      {lasting ? (
        <Link className={buttonClass({})} to="/clients">
          Go to the clients
        </Link>
      ) : (
        <Button onClick={onRetry}>Try again</Button>
      )}
    </section>
  );
}
