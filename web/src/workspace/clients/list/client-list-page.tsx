import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';

import { ClientsDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { ImportLinks } from '../../imports/import-links.tsx';
import { useStaff } from '../../session/staff-context.ts';
import { ErrorPage } from '../../ui/error-page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AddClientDialog } from '../info/add-client-dialog.tsx';
import styles from './client-list-page.module.css';
import { ClientResults } from './client-results.tsx';
import { ClientSearch } from './client-search.tsx';
import { ListFilters, ListSort } from './list-controls.tsx';
import { type ListView, readView, variablesOf, writeView } from './list-view.ts';
import { NoClients } from './no-clients.tsx';
import { rememberList } from './use-list-navigation.ts';

/** Everyone in care at the practice, found as one types; the address keeps what is shown. */
export function ClientListPage() {
  const mayAdd = useStaff().may('CLIENTS_WRITE');
  const [params, setParams] = useSearchParams();
  const { search: address } = useLocation();
  const [adding, setAdding] = useState(false);
  const view = readView(params);
  const {
    data,
    previousData,
    error: cause,
    loading,
    refetch,
    fetchMore,
  } = useQuery(ClientsDocument, {
    variables: variablesOf(view),
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const found = (data ?? previousData)?.clients;
  const error = cause && toRequestError(cause);
  const retry = () => void refetch();

  useEffect(() => {
    if (data === undefined) return;
    const { edges, totalCount, pageInfo } = data.clients;
    rememberList({
      ids: edges.map(({ node }) => node.id),
      total: totalCount,
      variables: variablesOf(readView(new URLSearchParams(address))),
      endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      path: `/clients${address}`,
    });
  }, [data, address]);

  function show(change: Partial<ListView>) {
    setParams((before) => writeView({ ...readView(before), ...change }), { replace: true });
  }
  async function more(after: string) {
    await fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: { clients } }) => ({
        clients: { ...clients, edges: [...before.clients.edges, ...clients.edges] },
      }),
    });
  }
  return (
    <>
      <PageHeader crumbs={[]} tab="Clients" heading={view.archived ? 'Archived clients' : 'Clients'}>
        <ImportLinks />
        {mayAdd && (
          <Button kind="primary" small onClick={() => setAdding(true)}>
            Add client
          </Button>
        )}
      </PageHeader>
      <div className={styles.controls}>
        <ClientSearch search={view.search} onSearch={(search) => show({ search })} />
        <ListSort view={view} onChange={show} />
      </div>
      <ListFilters view={view} onChange={show} />
      {error !== undefined && (error.kind === 'signed-out' || found === undefined) && (
        <ErrorPage error={error} onRetry={retry} />
      )}
      {error !== undefined && found !== undefined && <ErrorNotice error={error} onRetry={retry} />}
      {found === undefined && loading && <Skeleton rows={8} />}
      {found?.edges.length === 0 && (
        <NoClients view={view} onShow={show} onAdd={mayAdd ? () => setAdding(true) : undefined} />
      )}
      {found !== undefined && found.edges.length > 0 && (
        <ClientResults clients={found} view={view} busy={loading} onMore={more} />
      )}
      {adding && <AddClientDialog onClose={() => setAdding(false)} />}
    </>
  );
}
