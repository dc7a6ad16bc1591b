import type { ClientsQuery } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { useAction } from '../../../ui/use-action.ts';
import { formatCount } from '../../ui/format.ts';
import table from '../../ui/table.module.css';
import styles from './client-results.module.css';
import { ClientTable } from './client-table.tsx';
import type { ListView } from './list-view.ts';

export interface ClientResultsProps {
  readonly clients: ClientsQuery['clients'];
  readonly view: ListView;
  /** An answer to what was typed since is still on its way. */
  readonly busy: boolean;
  readonly onMore: (after: string) => Promise<void>;
}

/** How many there are, the first of them, and a way to see more. */
export function ClientResults({ clients, view, busy, onMore }: ClientResultsProps) {
  const { edges, totalCount, pageInfo } = clients;
  const showMore = useAction(async () => {
    if (pageInfo.endCursor !== null) await onMore(pageInfo.endCursor);
  });
  return (
    <>
      <p className={classes(styles.count, 'soft small')} role="status">
        {countText(totalCount, view.search)}
        {view.search !== '' && ` found for “${view.search}”`}
        {view.filter !== undefined && ` · ${view.filter.name}`}
      </p>
      <ClientTable clients={edges.map(({ node }) => node)} sort={view.sort} busy={busy} />
      {pageInfo.hasNextPage && (
        <div className={table.more}>
          <span className="soft small">
            {edges.length} of {totalCount.toLocaleString('en-US')} shown
          </span>
          <Button small busy={showMore.busy ? 'One moment…' : undefined} onClick={() => void showMore.run()}>
            Show more
          </Button>
          {showMore.error !== undefined && <span role="alert">That did not work. Please try again.</span>}
        </div>
      )}
    </>
  );
}

/** Of a search, the server counts no more than this. */
const mostCounted = 10_000;

function countText(count: number, search: string): string {
  if (search !== '' && count >= mostCounted) return `${mostCounted.toLocaleString('en-US')} clients or more`;
  return formatCount(count, 'client');
}
