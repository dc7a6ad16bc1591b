import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { ClientsDocument } from '../../../api/generated/workspace/graphql.ts';
import { queryUncached } from '../../../api/uncached.ts';
import type { variablesOf } from './list-view.ts';

interface ShownList {
  readonly ids: readonly string[];
  readonly total: number;
  /** The variables of the list's query, to load more of it. */
  readonly variables: ReturnType<typeof variablesOf>;
  /** Where the next page begins; null when everybody is there. */
  readonly endCursor: string | null;
  /** The path of the list itself. */
  readonly path: string;
}

// The list that was looked at last. It is kept in memory only, because what one searches for is a client's name.
let latest: ShownList | undefined;

/** Remembers the list that is shown, for the navigation from client to client. */
export function rememberList(list: ShownList): void {
  latest = list;
}

export interface ListPosition {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** Where this client is in the list: "3 of 40". */
  readonly label: string;
  readonly listPath: string;
}

/** The neighbors of a client in the list that was shown last; undefined when the client is not in it. */
export function useListNavigation(clientId: string): ListPosition | undefined {
  const apollo = useApolloClient();
  const [, rerender] = useState(0);
  const list = latest;
  const at = list?.ids.indexOf(clientId) ?? -1;
  const isLast = list !== undefined && at === list.ids.length - 1;
  const endCursor = list?.endCursor ?? null;

  useEffect(() => {
    if (list === undefined || !isLast || endCursor === null) return undefined;
    let stale = false;
    void queryUncached(apollo, ClientsDocument, { ...list.variables, after: endCursor }).then(
      ({ clients: { edges, pageInfo } }) => {
        if (stale || latest !== list) return;
        const more = edges.map(({ node }) => node.id);
        rememberList({
          ...list,
          ids: [...list.ids, ...more],
          endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        });
        rerender((times) => times + 1);
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [apollo, list, isLast, endCursor]);

  if (list === undefined || at < 0) return undefined;
  const label = `${(at + 1).toLocaleString('en-US')} of ${list.total.toLocaleString('en-US')}`;
  return { previous: list.ids[at - 1], next: list.ids[at + 1], label, listPath: list.path };
}
