import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { UnmatchedAttemptsDocument, type UnmatchedAttemptsQuery } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { queryUncached } from '../../api/uncached.ts';
import { useAction } from '../../ui/use-action.ts';
import { idleIntervalMs, skipPollAttempt } from '../api/use-poll-interval.ts';

const pageSize = 15;

type Page = UnmatchedAttemptsQuery['unmatchedAttempts'];

/** One address that was typed, and whose it may be. */
export type Attempt = Page['edges'][number]['node'];

/** What was typed and matched nobody, newest first: new lines appear by themselves, older ones on request. */
export function useAttempts() {
  const apollo = useApolloClient();
  const { data, error, refetch } = useQuery(UnmatchedAttemptsDocument, {
    variables: { first: pageSize, after: null },
    fetchPolicy: 'network-only',
    pollInterval: idleIntervalMs,
    skipPollAttempt,
  });
  const [older, setOlder] = useState<{ readonly attempts: readonly Attempt[]; readonly next: string | null }>();

  const page = data?.unmatchedAttempts;
  const newest = page && attemptsOf(page);
  const known = new Set(newest?.map(({ email }) => email));
  const next = older === undefined ? nextCursor(page) : older.next;

  const showMore = useAction(async () => {
    if (next === null) return;
    const variables = { first: pageSize, after: next };
    const { unmatchedAttempts } = await queryUncached(apollo, UnmatchedAttemptsDocument, variables);
    const attempts = [...(older?.attempts ?? []), ...attemptsOf(unmatchedAttempts)];
    setOlder({ attempts, next: nextCursor(unmatchedAttempts) });
  });
  /** After a correction, which may have settled any of them. */
  async function reload() {
    setOlder(undefined);
    await refetch().catch(() => undefined);
  }
  return {
    attempts: newest && [...newest, ...(older?.attempts ?? []).filter(({ email }) => !known.has(email))],
    error: error && toRequestError(error),
    hasMore: next !== null,
    showMore,
    reload,
  };
}

function attemptsOf(page: Page): Attempt[] {
  return page.edges.map(({ node }) => node);
}

function nextCursor(page: Page | undefined): string | null {
  return page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
}
