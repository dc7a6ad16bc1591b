import { type Database, statement } from '../db/database.ts';
import { type Client, clientColumns } from './client.store.ts';
import { searchPatterns } from './search-words.ts';

/** Who of the clients needs something done. */
export type ClientFilter = 'no-address' | 'never-invited' | 'never-signed-in' | 'bounced' | 'access-off';

/** What the list is in the order of. */
export type ClientSort = 'name' | 'last-sign-in' | 'invitation' | 'added';

/** Which clients a list shows. */
export interface ListedClients {
  /** Words that all occur in the name, the reference or an address; absent for everyone. */
  search?: string | undefined;
  archived: boolean;
  filter?: ClientFilter | undefined;
}

/** Where a page of the list begins: after the client with this key and id. */
export interface ListPosition {
  key: string;
  id: string;
}

/** A client, the text by which the list goes on after them, and how many there are, when that was counted on the way. */
export type ListedClient = Client & { key: string; total: number | null };

/** One page of the list. */
export interface ListPage {
  sort: ClientSort;
  descending: boolean;
  first: number;
  after?: ListPosition | undefined;
}

/** How many clients of a search are counted, so that a letter that everybody has costs no more than a name. */
const mostCounted = 10_000;

const conditions: Readonly<Record<ClientFilter, string>> = {
  'no-address': 'c.without_address',
  'never-invited': 'c.never_invited',
  'never-signed-in': "c.last_invited_at > '-infinity' AND c.last_signed_in_at = '-infinity'",
  bounced: 'c.bounced',
  'access-off': 'c.access_off',
};

const timeKey = (column: string) => ({
  order: [column, 'c.id'],
  key: `CASE WHEN isfinite(${column}) THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
             ELSE '-infinity' END`,
  type: 'timestamptz',
});

const sorts: Readonly<Record<ClientSort, { order: string[]; key: string; type: string }>> = {
  name: { order: ['c.sort_name', 'c.id'], key: 'c.sort_name', type: 'text COLLATE "C"' },
  'last-sign-in': timeKey('c.last_signed_in_at'),
  invitation: timeKey('c.last_invited_at'),
  // Ids are made in the order of time.
  added: { order: ['c.id'], key: "''", type: 'text' },
};

const findNews = statement<{ practiceId: string; since: Date | number }>(
  'find-news-of-sign-ins',
  `SELECT p.id AS "practiceId", p.sign_ins_noted_at AS since FROM practice p
    WHERE ($1::uuid IS NULL OR p.id = $1)
      AND EXISTS (SELECT FROM activity v WHERE v.practice_id = p.id AND v.kind = 'signed-in' AND v.at > p.sign_ins_noted_at)`,
);

// Sign-ins are read from the record since the last time, and from some minutes before: a row of the record appears
// when its transaction ends, not when it began. A client whom somebody is changing is left for the next time.
const noteSignIns = `
  WITH fresh AS (
     SELECT v.portal_account_id, max(v.at) AS at FROM activity v
      WHERE v.practice_id = $1 AND v.kind = 'signed-in' AND v.portal_account_id IS NOT NULL
        AND v.at > $2::timestamptz - interval '10 minutes'
      GROUP BY v.portal_account_id
   ), seen AS (
     SELECT a.client_id, max(f.at) AS at
       FROM fresh f JOIN portal_access a ON a.practice_id = $1 AND a.portal_account_id = f.portal_account_id
      GROUP BY a.client_id
   ), listed AS (
     SELECT c.id, s.at FROM seen s JOIN client c ON c.practice_id = $1 AND c.id = s.client_id AND c.last_signed_in_at < s.at
      ORDER BY c.id FOR NO KEY UPDATE OF c SKIP LOCKED
   ), noted AS (
     UPDATE practice p SET sign_ins_noted_at = latest.at FROM (SELECT max(at) AS at FROM fresh) latest
      WHERE p.id = $1 AND p.sign_ins_noted_at < latest.at
   )
   UPDATE client c SET last_signed_in_at = l.at FROM listed l WHERE c.practice_id = $1 AND c.id = l.id`;

/** Whether a text can be the key of a list in this order, as a caller gives it back. */
export function isListKey(sort: ClientSort, key: string): boolean {
  if (sort === 'name') return true;
  if (sort === 'added') return key === '';
  return key === '-infinity' || (!Number.isNaN(Date.parse(key)) && new Date(key).toISOString() === key);
}

/** The list of a practice's clients: found, filtered, sorted, counted. It reads the table of clients only. */
export class ClientListStore {
  constructor(private readonly database: Database) {}

  /** One page of the list. */
  async page(practiceId: string, listed: ListedClients, page: ListPage): Promise<ListedClient[]> {
    const { order, key, type } = sorts[page.sort];
    const { where, values, searched } = conditionOf(practiceId, listed, page.sort);
    const next = (value: unknown) => `$${values.push(value)}`;
    const [compared, direction] = page.descending ? ['<', ' DESC'] : ['>', ''];
    const inOrder = `ORDER BY ${order.map((column) => column + direction).join(', ')}`;
    const beyond = (column: string) =>
      column === 'c.id' ? `${next(page.after?.id)}::uuid` : `${next(page.after?.key)}::${type}`;
    const after = page.after ? `(${order.join(', ')}) ${compared} (${order.map(beyond).join(', ')})` : 'true';
    const few = { columns: order.join(', '), where, page: `${after} ${inOrder} LIMIT ${next(page.first)}` };
    const text = searched
      ? searchedText(few)
      : `SELECT c.id, NULL::int AS total FROM client c WHERE ${where} AND ${few.page}`;
    return this.database.run(
      unnamed<ListedClient>(
        `SELECT ${clientColumns}, ${key} AS key, page.total FROM (${text}) page
           JOIN client c ON c.practice_id = $1 AND c.id = page.id ${inOrder}`,
      ),
      values,
    );
  }

  /** How many clients the list has; of a search, `mostCounted` at most. */
  async count(practiceId: string, listed: ListedClients): Promise<number> {
    const { where, values, searched } = conditionOf(practiceId, listed);
    const some = `SELECT FROM client c WHERE ${where} ${searched ? `LIMIT ${mostCounted}` : ''}`;
    const text = `SELECT count(*)::int AS count FROM (${some}) c`;
    const [row] = await this.database.run(unnamed<{ count: number }>(text), values);
    return row?.count ?? 0;
  }

  /**
   * Notes at the clients when they last signed in, as far as the record has news.
   *
   * @param practiceId one practice; absent for all of them.
   */
  async noteSignIns(practiceId?: string): Promise<void> {
    const news = await this.database.run(findNews, [practiceId ?? null]);
    for (const { practiceId: id, since } of news) {
      // A number is the time before all times, for which a driver knows no date.
      await this.database.run(unnamed(noteSignIns), [id, typeof since === 'number' ? '-infinity' : since]);
    }
  }
}

function conditionOf(practiceId: string, { search, archived, filter }: ListedClients, sort?: ClientSort) {
  const patterns = searchPatterns(search ?? '');
  const values: unknown[] = [practiceId, ...patterns];
  const where = [
    'c.practice_id = $1',
    `c.archived_at IS ${archived ? 'NOT NULL' : 'NULL'}`,
    ...(filter ? [conditions[filter]] : []),
    // Nobody without address has either time. Told so, the database need not go past everyone who has one.
    ...(filter === 'no-address' && isTime(sort)
      ? ["(c.last_invited_at, c.last_signed_in_at) = ('-infinity', '-infinity')"]
      : []),
    ...patterns.map((_, n) => `c.search_name || c.search_addresses LIKE $${n + 2}`),
  ];
  return { where: where.join(' AND '), values, searched: patterns.length > 0 };
}

/**
 * A page of what a search found. Of few, the first are picked; of very many, it is quicker to go through
 * the list and take whoever matches. How many there are only shows when they are looked for: people of one
 * name stand together in the list, so that no statistics of the database tell how long the way to them is.
 */
const searchedText = ({ columns, where, page }: { columns: string; where: string; page: string }) => `
  WITH found AS MATERIALIZED (SELECT ${columns} FROM client c WHERE ${where} LIMIT ${mostCounted}),
       counted AS MATERIALIZED (SELECT count(*)::int AS total FROM found)
  (SELECT c.id, (SELECT total FROM counted) AS total FROM found c WHERE (SELECT total FROM counted) < ${mostCounted} AND ${page})
  UNION ALL
  (SELECT c.id, (SELECT total FROM counted) FROM client c WHERE (SELECT total FROM counted) = ${mostCounted} AND ${where} AND ${page})`;

const isTime = (sort: ClientSort | undefined) => sort === 'last-sign-in' || sort === 'invitation';

/** Planned anew each time, for what is searched for: a letter that most names have wants another way than a rare one. */
const unnamed = <Row extends object>(text: string) => statement<Row>('', text);
