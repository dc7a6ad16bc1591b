import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { ask } from '../../api/ask.ts';
import { type Fault, toFault } from '../../api/fault.ts';
import { UnmatchedAttemptsDocument, type UnmatchedAttemptsQuery } from '../../api/generated/workspace/graphql.ts';
import { calm, skipPollAttempt } from '../use-pace.ts';

const pageSize = 15;

type Page = UnmatchedAttemptsQuery['unmatchedAttempts'];

/** One address that was typed, and whose it may be. */
export type Attempt = Page['edges'][number]['node'];

const linesOf = (page: Page): Attempt[] => page.edges.map(({ node }) => node);

/** What was typed and matched nobody, newest first: new lines appear by themselves, older ones on request. */
export function useAttempts() {
  const apollo = useApolloClient();
  const { data, error, refetch } = useQuery(UnmatchedAttemptsDocument, {
    variables: { first: pageSize, after: null },
    fetchPolicy: 'network-only',
    pollInterval: calm,
    skipPollAttempt,
  });
  const [older, setOlder] = useState<{ readonly lines: readonly Attempt[]; readonly next: string | null }>();
  const [more, setMore] = useState<{ readonly busy: boolean; readonly fault?: Fault }>({ busy: false });

  const page = data?.unmatchedAttempts;
  const fresh = page && linesOf(page);
  const known = new Set(fresh?.map(({ email }) => email));
  const next = older === undefined ? nextOf(page) : older.next;

  async function showMore() {
    if (next === null || more.busy) return;
    setMore({ busy: true });
    try {
      const { unmatchedAttempts } = await ask(apollo, UnmatchedAttemptsDocument, { first: pageSize, after: next });
      setOlder({ lines: [...(older?.lines ?? []), ...linesOf(unmatchedAttempts)], next: nextOf(unmatchedAttempts) });
      setMore({ busy: false });
    } catch (reason) {
      setMore({ busy: false, fault: toFault(reason) });
    }
  }
  /** After a correction, which may have settled any of the lines. */
  async function reload() {
    setOlder(undefined);
    await refetch().catch(() => undefined);
  }
  return {
    attempts: fresh && [...fresh, ...(older?.lines ?? []).filter(({ email }) => !known.has(email))],
    fault: error === undefined ? undefined : toFault(error),
    hasMore: next !== null,
    more,
    showMore,
    reload,
  };
}

function nextOf(page: Page | undefined): string | null {
  return page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
}
