import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { type ActivityEntryFieldsFragment, ClientActivityDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { queryUncached } from '../../../api/uncached.ts';
import { useAction } from '../../../ui/use-action.ts';
import { skipPollAttempt, usePollInterval } from '../../api/use-poll-interval.ts';

const olderPageSize = 25;

/** A client's activity, newest first: new entries appear by themselves, older ones on request. */
export function useClientActivity(clientId: string, first: number) {
  const apollo = useApolloClient();
  const [entries, setEntries] = useState<readonly ActivityEntryFieldsFragment[]>();
  const { data, error } = useQuery(ClientActivityDocument, {
    variables: { id: clientId, first, after: null },
    fetchPolicy: 'network-only',
    pollInterval: usePollInterval(entries?.[0]?.id ?? ''),
    skipPollAttempt,
  });
  const [olderCursor, setOlderCursor] = useState<string | null>();
  const page = data?.client?.activity;

  useEffect(() => {
    if (page === undefined) return;
    setEntries((known = []) => merge(nodesOf(page), known));
    setOlderCursor((known) => (known === undefined ? nextCursor(page.pageInfo) : known));
  }, [page]);

  const showMore = useAction(async () => {
    if (olderCursor == null) return;
    const variables = { id: clientId, first: olderPageSize, after: olderCursor };
    const older = (await queryUncached(apollo, ClientActivityDocument, variables)).client?.activity;
    setEntries((known = []) => merge(known, older === undefined ? [] : nodesOf(older)));
    setOlderCursor(older === undefined ? null : nextCursor(older.pageInfo));
  });
  return { entries, error: error && toRequestError(error), hasMore: olderCursor != null, showMore };
}

interface Page {
  readonly edges: readonly { readonly node: ActivityEntryFieldsFragment }[];
}

function nodesOf({ edges }: Page): readonly ActivityEntryFieldsFragment[] {
  return edges.map(({ node }) => node);
}

/** Puts a page before what is known; what is in both is not repeated. */
function merge(
  page: readonly ActivityEntryFieldsFragment[],
  known: readonly ActivityEntryFieldsFragment[],
): readonly ActivityEntryFieldsFragment[] {
  const ids = new Set(page.map(({ id }) => id));
  return [...page, ...known.filter(({ id }) => !ids.has(id))];
}

/** Where the next page starts; null when there is none. */
function nextCursor(page: { readonly hasNextPage: boolean; readonly endCursor: string | null }): string | null {
  return page.hasNextPage ? page.endCursor : null;
}
