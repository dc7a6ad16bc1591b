import type { Database, Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement, unnamedStatement } from '../db/statement.ts';
import { updateListColumns } from './client-list-columns.sql.ts';
import { clientListCount, clientListPage, patternName } from './client-list.sql.ts';
import type { ListedClient, ListedClients, ListPage } from './client-list.ts';
import { searchPatterns } from './search-words.ts';

const notedAt = sql`(SELECT sign_ins_noted_at FROM practice WHERE id = :practiceId)`;

// The newest is asked for, so that an index is walked from its end: without the order the record might be read until
// one is found, which is all of it when there is none.
const findNews = statement<{ since: Date | number }, { practiceId: string }>(
  'client-list.find-new-sign-ins',
  sql`
  SELECT ${notedAt} AS since FROM activity v
   WHERE v.practice_id = :practiceId AND v.kind = 'signed-in' AND v.at > ${notedAt}
   ORDER BY v.at DESC LIMIT 1`,
);

// Sign-ins are read from some minutes before the end of the last read, because an entry of the activity becomes visible
// when its transaction ends. A client that is locked is left for the next time.
const noteSignIns = statement<never, { practiceId: string; since: Date | '-infinity' }>(
  'client-list.note-sign-ins',
  sql`
  WITH fresh AS (
    SELECT v.portal_account_id, max(v.at) AS at FROM activity v
     WHERE v.practice_id = :practiceId AND v.kind = 'signed-in' AND v.portal_account_id IS NOT NULL
       AND v.at > :since::timestamptz - interval '10 minutes'
     GROUP BY v.portal_account_id
  ), seen AS (
    SELECT a.client_id, max(f.at) AS at
      FROM fresh f
      JOIN portal_access a ON a.practice_id = :practiceId AND a.portal_account_id = f.portal_account_id
     GROUP BY a.client_id
  ), listed AS (
    SELECT c.id, s.at FROM seen s
      JOIN client c ON c.practice_id = :practiceId AND c.id = s.client_id AND c.last_signed_in_at < s.at
     ORDER BY c.id FOR NO KEY UPDATE OF c SKIP LOCKED
  ), noted AS (
    UPDATE practice p SET sign_ins_noted_at = latest.at FROM (SELECT max(at) AS at FROM fresh) latest
     WHERE p.id = :practiceId AND p.sign_ins_noted_at < latest.at
  )
  UPDATE client c SET last_signed_in_at = l.at FROM listed l WHERE c.practice_id = :practiceId AND c.id = l.id`,
);

const lockClients = statement<never, { practiceId: string; clientIds: readonly string[] }>(
  'client-list.lock-clients',
  sql`SELECT FROM client WHERE practice_id = :practiceId AND id = ANY (:clientIds::uuid[])
       ORDER BY id FOR NO KEY UPDATE`,
);

const refresh = statement<never, { practiceId: string; clientIds: readonly string[] }>(
  'client-list.refresh',
  updateListColumns,
);

/**
 * Updates the list columns of these clients from their accesses. Every change of an access calls it afterwards, in the
 * same transaction.
 */
export async function refreshListColumns(
  db: Queryable,
  practiceId: string,
  clientIds: readonly string[],
): Promise<void> {
  if (clientIds.length === 0) return;
  // Locked by a separate statement, so that the next one sees what other transactions have committed.
  await db.run(lockClients, { practiceId, clientIds });
  await db.run(refresh, { practiceId, clientIds });
}

/**
 * The list of a practice's clients: searched, filtered, sorted, counted. It reads the table of clients only.
 * Its statements have no name, so that each search gets a plan of its own: a letter that most names have needs
 * another plan than a rare one.
 */
export class ClientListStore {
  constructor(private readonly database: Database) {}

  /** One page of the list. */
  async page(practiceId: string, listed: ListedClients, page: ListPage): Promise<ListedClient[]> {
    const { sort, descending, first, after } = page;
    const { shape, patterns } = searchOf(listed);
    const text = clientListPage({ ...shape, sort, descending, after: after !== undefined });
    const position = after && { afterId: after.id, ...(sort !== 'added' && { afterKey: after.key }) };
    return this.database.run(unnamedStatement<ListedClient>(text), { practiceId, ...patterns, first, ...position });
  }

  /** How many clients the list has; of a search, 10,000 at most. */
  async count(practiceId: string, listed: ListedClients): Promise<number> {
    const { shape, patterns } = searchOf(listed);
    const counting = unnamedStatement<{ count: number }>(clientListCount(shape));
    const [row] = await this.database.run(counting, { practiceId, ...patterns });
    return row?.count ?? 0;
  }

  /** Copies new sign-ins from the activity to the practice's clients. */
  async noteSignIns(practiceId: string): Promise<void> {
    const [news] = await this.database.run(findNews, { practiceId });
    if (!news) return;
    // The driver represents '-infinity' by a number, because there is no such date.
    const since = typeof news.since === 'number' ? '-infinity' : news.since;
    await this.database.run(noteSignIns, { practiceId, since });
  }
}

function searchOf({ search, archived, filter }: ListedClients) {
  const patterns = searchPatterns(search ?? '');
  return {
    shape: { archived, filter, patterns: patterns.length },
    patterns: Object.fromEntries(patterns.map((pattern, index) => [patternName(index), pattern])),
  };
}
