import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';

import { ClientImportDocument, type ClientImportFieldsFragment } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePolling } from '../api/use-polling.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';

/** One import, from the first look at its rows to what became of each. Its address survives a reload. */
export function ImportPage() {
  const { id = '' } = useParams();
  const {
    data,
    error: cause,
    refetch,
    startPolling,
    stopPolling,
  } = useQuery(ClientImportDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const found = data?.clientImport ?? undefined;
  usePolling(found?.state === 'RUNNING', startPolling, stopPolling);

  const error = cause && toRequestError(cause);
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Import', to: '/clients/import' },
    { name: found?.fileName ?? 'File' },
  ];
  return (
    <>
      <PageHeader crumbs={crumbs} tab="Import" heading={headingOf(found)} />
      {error !== undefined && found === undefined && <ErrorPage error={error} onRetry={() => void refetch()} />}
      {error !== undefined && found !== undefined && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {found === undefined && error === undefined && <Skeleton rows={8} />}
      {found?.state === 'READY' && <ImportPreview found={found} onReload={() => void refetch()} />}
      {found?.state === 'RUNNING' && <ImportProgress found={found} />}
      {(found?.state === 'DONE' || found?.state === 'CANCELLED') && <ImportResult found={found} />}
    </>
  );
}

function headingOf(found: ClientImportFieldsFragment | undefined): string {
  switch (found?.state) {
    case undefined:
      return 'Import';
    case 'READY':
      return 'Look before you import';
    case 'RUNNING':
      return 'Importing…';
    case 'DONE':
      return 'Import done';
    case 'CANCELLED':
      return 'Import cancelled';
  }
}
