import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';

import { toFault } from '../../api/fault.ts';
import { ClientsDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { BringInLinks } from '../imports/bring-in-links.tsx';
import { useStaff } from '../layout/staff-context.ts';
import { FaultPage } from '../ui/fault-page.tsx';
import { PageTop } from '../ui/page-top.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AddClientDialog } from './add-client-dialog.tsx';
import { ClientSearch } from './client-search.tsx';
import { FoundClients } from './found-clients.tsx';
import { ListFilters, ListSort } from './list-controls.tsx';
import { type ListView, readView, variablesOf, writeView } from './list-view.ts';
import { rememberList } from './list-walk.ts';
import { NobodyFound } from './nobody-found.tsx';

/** Everyone in care at the practice, found as one types; the address keeps what is shown. */
export function ClientListPage() {
  const mayAdd = useStaff().may('CLIENTS_WRITE');
  const [params, setParams] = useSearchParams();
  const { search: address } = useLocation();
  const [adding, setAdding] = useState(false);
  const view = readView(params);
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(ClientsDocument, {
    variables: variablesOf(view),
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const found = (data ?? previousData)?.clients;
  const fault = error === undefined ? undefined : toFault(error);
  const retry = () => void refetch();

  useEffect(() => {
    if (data === undefined) return;
    const { edges, totalCount, pageInfo } = data.clients;
    rememberList({
      ids: edges.map(({ node }) => node.id),
      total: totalCount,
      variables: variablesOf(readView(new URLSearchParams(address))),
      endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      to: `/clients${address}`,
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
      <PageTop crumbs={[]} tab="Clients" heading={view.archived ? 'Archived clients' : 'Clients'}>
        <BringInLinks />
        {mayAdd && (
          <Button kind="primary" small onClick={() => setAdding(true)}>
            Add client
          </Button>
        )}
      </PageTop>
      <div className="list-find">
        <ClientSearch search={view.search} onSearch={(search) => show({ search })} />
        <ListSort view={view} onChange={show} />
      </div>
      <ListFilters view={view} onChange={show} />
      {fault !== undefined && (fault.kind === 'signed-out' || found === undefined) && (
        <FaultPage fault={fault} onRetry={retry} />
      )}
      {fault !== undefined && found !== undefined && <FaultNotice fault={fault} onRetry={retry} />}
      {found === undefined && loading && <Skeleton rows={8} />}
      {found?.edges.length === 0 && (
        <NobodyFound view={view} onShow={show} onAdd={mayAdd ? () => setAdding(true) : undefined} />
      )}
      {found !== undefined && found.edges.length > 0 && (
        <FoundClients clients={found} view={view} busy={loading} onMore={more} />
      )}
      {adding && <AddClientDialog onClose={() => setAdding(false)} />}
    </>
  );
}
