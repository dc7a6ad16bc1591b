import { addressOnFile } from '../../clients/portal-access.sql.ts';
import type { Database } from '../../db/database.ts';
import { type Fragment, sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** An address that was typed on the sign-in page and is on file for nobody, with when and how often. */
export interface UnmatchedAttempt {
  email: string;
  /** The last time, in whole milliseconds. */
  at: Date;
  times: number;
  /** What was asked for the last time. */
  method: 'link' | 'pin';
}

// Judged by what is on file now: an address that was corrected since matches, and one that was left matches nobody.
// The outcomes repeat the condition of the index, which has to be word for word the same.
const unmatched = (request: Fragment) => sql`
  ${request}.practice_id = :practiceId AND ${request}.outcome IN ('no-account', 'access-off', 'pin-refused')
  AND ${request}.asked_at > now() - make_interval(days => ${signInPolicy.keepRequestsDays})`;

const summary = sql`
  max(date_trunc('milliseconds', asked_at)) AS at, count(*)::int AS times,
  CASE WHEN max(asked_at) FILTER (WHERE outcome = 'pin-refused') = max(asked_at) THEN 'pin' ELSE 'link' END AS method`;

// Compared with false, it is asked for one line after another until there are enough, not for all of them beforehand.
const onFileForNobody = sql`(${addressOnFile(sql`:practiceId`, sql`typed.email`)}) = false`;

interface PageValues {
  practiceId: string;
  beforeAt: string | null;
  beforeEmail: string | null;
  first: number;
}

const listUnmatched = statement<UnmatchedAttempt, PageValues>(
  'diagnosis.list-unmatched',
  sql`
  WITH typed AS (
    SELECT r.email, ${summary} FROM sign_in_request r WHERE ${unmatched(sql`r`)} GROUP BY r.email
  ), newest AS (
    SELECT * FROM typed WHERE :beforeAt::timestamptz IS NULL OR (at, email) < (:beforeAt, :beforeEmail)
     ORDER BY at DESC, email DESC OFFSET 0
  )
  SELECT email, at, times, method FROM newest AS typed
   WHERE ${onFileForNobody}
   ORDER BY at DESC, email DESC LIMIT :first`,
);

const listMatching = statement<
  UnmatchedAttempt & { wanted: string },
  { practiceId: string; wanted: readonly string[]; patterns: readonly string[] }
>(
  'diagnosis.list-unmatched-like',
  sql`
  WITH found AS (
    SELECT DISTINCT look.wanted, r.id, r.email, r.asked_at, r.outcome
      FROM unnest(:wanted::text[], :patterns::text[]) AS look(wanted, pattern)
      CROSS JOIN LATERAL (SELECT id, email, asked_at, outcome FROM sign_in_request request
                           WHERE email LIKE look.pattern AND ${unmatched(sql`request`)} OFFSET 0) r
     WHERE r.email <> look.wanted
  ), typed AS (
    SELECT wanted, email, ${summary} FROM found GROUP BY wanted, email
  )
  SELECT wanted, email, at, times, method FROM typed
   WHERE ${onFileForNobody}
   ORDER BY at DESC, email LIMIT 1000`,
);

/** What people typed on the sign-in page that is on file for nobody. Only staff of the practice may see it. */
export class UnmatchedAttemptStore {
  constructor(private readonly database: Database) {}

  /** Newest first, from before the given one on. */
  async list(
    practiceId: string,
    page: { first: number; before?: { at: string; email: string } | undefined },
  ): Promise<UnmatchedAttempt[]> {
    const { first, before } = page;
    return this.database.run(listUnmatched, {
      practiceId,
      beforeAt: before?.at ?? null,
      beforeEmail: before?.email ?? null,
      first,
    });
  }

  /** What was typed that is like one of the patterns given for an address, newest first, by that address. */
  async listMatching(
    practiceId: string,
    patternsOf: ReadonlyMap<string, readonly string[]>,
  ): Promise<Map<string, UnmatchedAttempt[]>> {
    const pairs = [...patternsOf].flatMap(([email, patterns]) => patterns.map((pattern) => [email, pattern] as const));
    const wanted = pairs.map(([email]) => email);
    const patterns = pairs.map(([, pattern]) => pattern);
    const rows = await this.database.run(listMatching, { practiceId, wanted, patterns });
    return Map.groupBy(rows, (row) => row.wanted);
  }
}
