import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';

import { toFault } from '../../api/fault.ts';
import { ClientImportDocument, type ImportHeadFragment } from '../../api/generated/workspace/graphql.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { FaultPage } from '../ui/fault-page.tsx';
import { PageTop } from '../ui/page-top.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { usePolling } from '../use-polling.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';

/** One import, from the first look at its rows to what became of each. Its address survives a reload. */
export function ImportPage() {
  const { id = '' } = useParams();
  const { data, error, refetch, startPolling, stopPolling } = useQuery(ClientImportDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const found = data?.clientImport ?? undefined;
  usePolling(found?.state === 'RUNNING', startPolling, stopPolling);

  const fault = error === undefined ? undefined : toFault(error);
  const crumbs = [
    { name: 'Clients', to: '/clients' },
    { name: 'Import', to: '/clients/import' },
    { name: found?.fileName ?? 'File' },
  ];
  return (
    <>
      <PageTop crumbs={crumbs} tab="Import" heading={headingOf(found)} />
      {fault !== undefined && found === undefined && <FaultPage fault={fault} onRetry={() => void refetch()} />}
      {fault !== undefined && found !== undefined && <FaultNotice fault={fault} onRetry={() => void refetch()} />}
      {found === undefined && fault === undefined && <Skeleton rows={8} />}
      {found?.state === 'READY' && <ImportPreview found={found} onReload={() => void refetch()} />}
      {found?.state === 'RUNNING' && <ImportProgress found={found} />}
      {(found?.state === 'DONE' || found?.state === 'CANCELLED') && <ImportResult found={found} />}
    </>
  );
}

function headingOf(found: ImportHeadFragment | undefined): string {
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
