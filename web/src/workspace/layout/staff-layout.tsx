import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';

import { toFault } from '../../api/fault.ts';
import { StaffDocument } from '../../api/generated/workspace/graphql.ts';
import { useSignedOut } from '../sign-in/use-signed-out.ts';
import { FaultPage } from '../ui/fault-page.tsx';
import { SessionGuard } from './session-guard.tsx';
import { SideBar } from './side-bar.tsx';
import { StaffContext } from './staff-context.ts';

/** What surrounds every page of a signed-in staff member; whoever is not signed in is led to sign in first. */
export function StaffLayout() {
  const { data, error, refetch } = useQuery(StaffDocument, {
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const signedOut = useSignedOut();
  const nobody = data !== undefined && data.staff === null;
  useEffect(() => {
    if (nobody) signedOut('elsewhere');
  }, [nobody, signedOut]);

  if (error !== undefined && data === undefined) {
    return <FaultPage fault={toFault(error)} onRetry={() => void refetch()} />;
  }
  if (data === undefined || data.staff === null) return <p className="only-read-out">Loading…</p>;
  return (
    <StaffContext value={data.staff}>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <div className="workspace">
        <SideBar />
        <main className="content" id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SessionGuard />
      <ScrollRestoration />
    </StaffContext>
  );
}
