import { type Fragment, join, parameter, sql } from '../db/sql.ts';
import { clientColumns } from './client-columns.sql.ts';
import { isBounced } from './client-list-columns.sql.ts';
import type { ClientFilter, ClientSort } from './client-list.ts';

/** What the text of a list statement depends on. */
export interface ListQueryShape {
  archived: boolean;
  filter: ClientFilter | undefined;
  /** How many patterns are searched for; they are the parameters `pattern1`, `pattern2` and so on. */
  patterns: number;
}

/** What the text of a page's statement depends on besides. */
export interface PageShape extends ListQueryShape {
  sort: ClientSort;
  descending: boolean;
  /** Whether it begins after `afterKey` and `afterId`, and not with the first client. */
  after: boolean;
}

/** How many clients of a search are counted at most, so that a common letter costs no more than a name. */
const mostCounted = 10_000;

const filters: Readonly<Record<ClientFilter, Fragment>> = {
  'no-address': sql`c.without_address`,
  'never-invited': sql`c.never_invited`,
  'never-signed-in': sql`c.last_invited_at > '-infinity' AND c.last_signed_in_at = '-infinity'`,
  bounced: isBounced,
  'access-off': sql`c.access_off`,
};

interface Order {
  /** The sort key, and the condition by which a page begins after a client. */
  columns: readonly Fragment[];
  position: readonly Fragment[];
  /** The text that `afterKey` is, from a row. */
  key: Fragment;
}

const afterId = sql`:afterId::uuid`;

const byTime = (column: Fragment): Order => ({
  columns: [column, sql`c.id`],
  position: [sql`:afterKey::timestamptz`, afterId],
  key: sql`CASE WHEN isfinite(${column}) THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                ELSE '-infinity' END`,
});

const orders: Readonly<Record<ClientSort, Order>> = {
  name: {
    columns: [sql`c.sort_name`, sql`c.id`],
    position: [sql`:afterKey::text COLLATE "C"`, afterId],
    key: sql`c.sort_name`,
  },
  'last-sign-in': byTime(sql`c.last_signed_in_at`),
  invitation: byTime(sql`c.last_invited_at`),
  // Ids are ordered by time, so the order needs no other key.
  added: { columns: [sql`c.id`], position: [afterId], key: sql`''` },
};

/** One page of the list. Takes practiceId, the patterns, first, and where it begins; the order `added` has no `afterKey`. */
export function clientListPage(shape: PageShape): Fragment {
  const { columns, position, key } = orders[shape.sort];
  const [compared, direction] = shape.descending ? [sql`<`, sql` DESC`] : [sql`>`, sql``];
  const inOrder = sql`ORDER BY ${comma(columns.map((column) => sql`${column}${direction}`))}`;
  const where = conditionOf(shape, shape.sort);
  const after = shape.after ? sql`AND (${comma(columns)}) ${compared} (${comma(position)})` : sql``;
  const few = sql`${after} ${inOrder} LIMIT :first`;
  const page = isSearched(shape)
    ? pageOfSearch(comma(columns), where, few)
    : sql`SELECT c.id, NULL::int AS total FROM client c WHERE ${where} ${few}`;
  return sql`
  SELECT ${clientColumns}, ${key} AS key, page.total FROM (${page}) page
    JOIN client c ON c.practice_id = :practiceId AND c.id = page.id ${inOrder}`;
}

/** How many clients the list has; of a search, `mostCounted` at most. Takes practiceId and the patterns. */
export function clientListCount(shape: ListQueryShape): Fragment {
  const limit = isSearched(shape) ? sql`LIMIT ${mostCounted}` : sql``;
  return sql`
  SELECT count(*)::int AS count FROM (SELECT FROM client c WHERE ${conditionOf(shape)} ${limit}) c`;
}

/** Whether no index holds the clients of the list, so that the page's statement finds all of them and counts them. */
const isSearched = ({ patterns, filter }: ListQueryShape): boolean => patterns > 0 || filter === 'bounced';

function conditionOf({ archived, filter, patterns }: ListQueryShape, sort?: ClientSort): Fragment {
  const conditions = [
    sql`c.practice_id = :practiceId`,
    archived ? sql`c.archived_at IS NOT NULL` : sql`c.archived_at IS NULL`,
    ...(filter ? [filters[filter]] : []),
    // A client without address has neither time. With this condition the scan need not pass all clients who have one.
    ...(filter === 'no-address' && (sort === 'last-sign-in' || sort === 'invitation')
      ? [sql`(c.last_invited_at, c.last_signed_in_at) = ('-infinity', '-infinity')`]
      : []),
    ...Array.from(
      { length: patterns },
      (_, n) => sql`c.search_name || c.search_addresses LIKE ${parameter(patternName(n))}`,
    ),
  ];
  return join(conditions, ' AND ');
}

/** The name of a pattern's parameter; the first has the index 0. */
export const patternName = (index: number): string => `pattern${index + 1}`;

/**
 * A page of what a search found. Of few, the first are picked; of very many, it is quicker to go through
 * the list and take whoever matches. How many there are only shows when they are looked for: people of one
 * name stand together in the list, so that no statistics of the database tell how long the way to them is.
 */
const pageOfSearch = (columns: Fragment, where: Fragment, few: Fragment): Fragment => sql`
  WITH found AS MATERIALIZED (
    SELECT ${columns} FROM client c WHERE ${where} LIMIT ${mostCounted}
  ), counted AS MATERIALIZED (
    SELECT count(*)::int AS total FROM found
  )
  (SELECT c.id, (SELECT total FROM counted) AS total FROM found c
    WHERE (SELECT total FROM counted) < ${mostCounted} ${few})
  UNION ALL
  (SELECT c.id, (SELECT total FROM counted) FROM client c
    WHERE (SELECT total FROM counted) = ${mostCounted} AND ${where} ${few})`;

const comma = (fragments: readonly Fragment[]): Fragment => join(fragments, ', ');
