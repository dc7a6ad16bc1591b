import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { ask } from '../../api/ask.ts';
import { type Fault, toFault } from '../../api/fault.ts';
import { type ActivityLineFragment, ClientActivityDocument } from '../../api/generated/workspace/graphql.ts';
import { skipPollAttempt, usePace } from '../use-pace.ts';

/** Puts a fresh page before what is already known; what is known already is not repeated. */
function merge(
  fresh: readonly ActivityLineFragment[],
  known: readonly ActivityLineFragment[],
): readonly ActivityLineFragment[] {
  const ids = new Set(fresh.map(({ id }) => id));
  return [...fresh, ...known.filter(({ id }) => !ids.has(id))];
}

/** A client's activity, newest first: new entries appear by themselves, older ones on request. */
export function useActivity(clientId: string, first: number) {
  const apollo = useApolloClient();
  const [entries, setEntries] = useState<readonly ActivityLineFragment[]>();
  const pollInterval = usePace(entries?.[0]?.id ?? '');
  const { data, error } = useQuery(ClientActivityDocument, {
    variables: { id: clientId, first, after: null },
    fetchPolicy: 'network-only',
    pollInterval,
    skipPollAttempt,
  });
  const [oldest, setOldest] = useState<string | null>();
  const [more, setMore] = useState<{ readonly busy: boolean; readonly fault?: Fault }>({ busy: false });
  const page = data?.client?.activity;

  useEffect(() => {
    if (page === undefined) return;
    setEntries((known) =>
      merge(
        page.edges.map(({ node }) => node),
        known ?? [],
      ),
    );
    setOldest((known) => (known === undefined ? nextCursor(page.pageInfo) : known));
  }, [page]);

  async function showMore() {
    if (oldest == null || more.busy) return;
    setMore({ busy: true });
    try {
      const answer = await ask(apollo, ClientActivityDocument, { id: clientId, first: 25, after: oldest });
      const older = answer.client?.activity;
      setEntries((known) => merge(known ?? [], older?.edges.map(({ node }) => node) ?? []));
      setOldest(older === undefined ? null : nextCursor(older.pageInfo));
      setMore({ busy: false });
    } catch (reason) {
      setMore({ busy: false, fault: toFault(reason) });
    }
  }
  return {
    entries,
    fault: error === undefined ? undefined : toFault(error),
    hasMore: oldest != null,
    showMore,
    more,
  };
}

/** Where the next page starts; null when there is none. */
function nextCursor(page: { readonly hasNextPage: boolean; readonly endCursor: string | null }): string | null {
  return page.hasNextPage ? page.endCursor : null;
}
