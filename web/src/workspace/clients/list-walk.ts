import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { ask } from '../../api/ask.ts';
import { ClientsDocument } from '../../api/generated/workspace/graphql.ts';
import type { variablesOf } from './list-view.ts';

interface List {
  readonly ids: readonly string[];
  readonly total: number;
  /** What the list was asked for, to ask for more of it. */
  readonly variables: ReturnType<typeof variablesOf>;
  /** Where the next page begins; null when everybody is there. */
  readonly endCursor: string | null;
  /** The list's own address. */
  readonly to: string;
}

// The list that was looked at last. It is kept in memory only, because what one searches for is a client's name.
let latest: List | undefined;

/** Remembers the list that is shown, for going through its clients one by one. */
export function rememberList(list: List): void {
  latest = list;
}

export interface Walk {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** Where this client is in the list: "3 of 40". */
  readonly place: string;
  readonly to: string;
}

/** The neighbors of a client in the list that one came from; undefined for whoever came another way. */
export function useListWalk(clientId: string): Walk | undefined {
  const apollo = useApolloClient();
  const [, lookAgain] = useState(0);
  const list = latest;
  const at = list?.ids.indexOf(clientId) ?? -1;
  const isLast = list !== undefined && at === list.ids.length - 1;
  const endCursor = list?.endCursor ?? null;

  useEffect(() => {
    if (list === undefined || !isLast || endCursor === null) return undefined;
    let stale = false;
    void ask(apollo, ClientsDocument, { ...list.variables, after: endCursor }).then(
      ({ clients: { edges, pageInfo } }) => {
        if (stale || latest !== list) return;
        const more = edges.map(({ node }) => node.id);
        rememberList({
          ...list,
          ids: [...list.ids, ...more],
          endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        });
        lookAgain((times) => times + 1);
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [apollo, list, isLast, endCursor]);

  if (list === undefined || at < 0) return undefined;
  const place = `${(at + 1).toLocaleString('en-US')} of ${list.total.toLocaleString('en-US')}`;
  return { previous: list.ids[at - 1], next: list.ids[at + 1], place, to: list.to };
}
