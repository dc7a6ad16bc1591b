import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';

import { StaffDocument } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { SessionGuard } from '../session/session-guard.tsx';
import { StaffContext } from '../session/staff-context.ts';
import { useSignedOut } from '../session/use-signed-out.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { SideBar } from './side-bar.tsx';
import styles from './staff-layout.module.css';

/** What surrounds every page of a signed-in staff member; whoever is not signed in is sent to the sign-in page. */
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
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  if (data === undefined || data.staff === null) return <p className="visually-hidden">Loading…</p>;
  return (
    <StaffContext value={data.staff}>
      <a className={styles.skipLink} href="#content">
        Skip to the content
      </a>
      <div className={styles.workspace}>
        <SideBar />
        <main className={styles.content} id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SessionGuard />
      <ScrollRestoration />
    </StaffContext>
  );
}
