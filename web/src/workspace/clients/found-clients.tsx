import { useState } from 'react';

import type { ClientsQuery } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { ClientTable } from './client-table.tsx';
import type { ListView } from './list-view.ts';

export interface FoundClientsProps {
  readonly clients: ClientsQuery['clients'];
  readonly view: ListView;
  /** An answer to what was typed since is still on its way. */
  readonly busy: boolean;
  readonly onMore: (after: string) => Promise<void>;
}

/** How many there are, the first of them, and a way to see more. */
export function FoundClients({ clients, view, busy, onMore }: FoundClientsProps) {
  const { edges, totalCount, pageInfo } = clients;
  const [more, setMore] = useState<'rest' | 'busy' | 'failed'>('rest');

  async function showMore() {
    if (pageInfo.endCursor === null || more === 'busy') return;
    setMore('busy');
    await onMore(pageInfo.endCursor).then(
      () => setMore('rest'),
      () => setMore('failed'),
    );
  }
  return (
    <>
      <p className="list-count soft small" role="status">
        {counted(totalCount, view.search)}
        {view.search !== '' && ` found for “${view.search}”`}
        {view.filter !== undefined && ` · ${view.filter.name}`}
      </p>
      <ClientTable clients={edges.map(({ node }) => node)} sort={view.sort} busy={busy} />
      {pageInfo.hasNextPage && (
        <div className="list-more">
          <span className="soft small">
            {edges.length} of {totalCount.toLocaleString('en-US')} shown
          </span>
          <Button small busy={more === 'busy' ? 'One moment…' : undefined} onClick={() => void showMore()}>
            Show more
          </Button>
          {more === 'failed' && <span role="alert">That did not work. Please try again.</span>}
        </div>
      )}
    </>
  );
}

/** Of a search, the server counts no more than this. */
const mostCounted = 10_000;

function counted(count: number, search: string): string {
  if (search !== '' && count >= mostCounted) return `${mostCounted.toLocaleString('en-US')} clients or more`;
  return count === 1 ? '1 client' : `${count.toLocaleString('en-US')} clients`;
}
