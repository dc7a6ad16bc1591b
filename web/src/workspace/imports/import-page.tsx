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
  const clientImport = data?.clientImport ?? undefined;
  usePolling(clientImport?.state === 'RUNNING', startPolling, stopPolling);

  const error = cause && toRequestError(cause);
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Import', to: '/clients/import' },
    { name: clientImport?.fileName ?? 'File' },
  ];
  return (
    <>
      <PageHeader crumbs={crumbs} tab="Import" heading={headingOf(clientImport)} />
      {error !== undefined && clientImport === undefined && <ErrorPage error={error} onRetry={() => void refetch()} />}
      {error !== undefined && clientImport !== undefined && (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      )}
      {clientImport === undefined && error === undefined && <Skeleton rows={8} />}
      {clientImport?.state === 'READY' && <ImportPreview clientImport={clientImport} onReload={() => void refetch()} />}
      {clientImport?.state === 'RUNNING' && <ImportProgress clientImport={clientImport} />}
      {(clientImport?.state === 'DONE' || clientImport?.state === 'CANCELLED') && (
        <ImportResult clientImport={clientImport} />
      )}
    </>
  );
}

function headingOf(clientImport: ClientImportFieldsFragment | undefined): string {
  switch (clientImport?.state) {
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
