import { useQuery } from '@apollo/client/react';
import { useSearchParams } from 'react-router';

import { PracticeActivityDocument } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PageLinks } from '../ui/page-links.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type ActivityFilters, filterInput, readFilters, writeFilters } from './activity-filters.ts';
import { ActivityTable } from './activity-table.tsx';
import { FilterBar } from './filter-bar.tsx';

const pageSize = 50;

/** Who did what at the practice, newest first. What is looked for, and how far back, is in the address. */
export function ActivityPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const after = params.get('after');
  const {
    data,
    previousData,
    error: cause,
    loading,
    refetch,
  } = useQuery(PracticeActivityDocument, {
    variables: { filter: filterInput(filters), first: pageSize, after },
    fetchPolicy: 'cache-and-network',
  });
  const error = cause && toRequestError(cause);
  const found = (data ?? (error === undefined ? previousData : undefined))?.practiceActivity;
  const set = writeFilters(filters);
  const show = (next: ActivityFilters) => setParams(writeFilters(next), { replace: true });
  return (
    <>
      <PageHeader crumbs={[]} tab="Activity" heading="Activity">
        <a
          className={buttonClass({ small: true })}
          href={`/staff/activity.csv?${new URLSearchParams(set).toString()}`}
          download="activity.csv"
        >
          Export as CSV
        </a>
      </PageHeader>
      <FilterBar filters={filters} onChange={show} onClear={() => setParams({}, { replace: true })} />
      {error !== undefined && error.kind !== 'bad-input' && error.kind !== 'not-found' && (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      )}
      {(error?.kind === 'bad-input' || error?.kind === 'not-found') && <ErrorNotice error={error} />}
      {found === undefined && loading && <Skeleton rows={10} />}
      <p className="visually-hidden" role="status">
        {found !== undefined && !loading && counted(found.edges.length, found.pageInfo.hasNextPage)}
      </p>
      {found?.edges.length === 0 && (
        <EmptyState title={after === null ? 'Nothing is recorded here' : 'Nothing older is recorded'}>
          <p>
            {Object.keys(set).length === 0
              ? 'As soon as something happens, it is listed here.'
              : 'Nothing in the record matches what you look for.'}
          </p>
        </EmptyState>
      )}
      {found !== undefined && found.edges.length > 0 && (
        <ActivityTable lines={found.edges.map(({ node }) => node)} busy={loading && data === undefined} />
      )}
      {found !== undefined && (
        <PageLinks label="Pages of the activity" search={set} after={after} pageInfo={found.pageInfo} />
      )}
    </>
  );
}

function counted(count: number, more: boolean): string {
  return `${count} ${count === 1 ? 'line' : 'lines'}${more ? ', and older ones on the next page' : ''}.`;
}
