import { type Fragment, sql } from '../../db/sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** Whom a link signs in. */
export type LinkHolder = 'portal_account_id' | 'staff_member_id';

const columnOf: Readonly<Record<LinkHolder, Fragment>> = {
  portal_account_id: sql`portal_account_id`,
  staff_member_id: sql`staff_member_id`,
};

/**
 * Two CTEs that replace a holder's live link by a new one, out of a CTE `allowed` of at most one row
 * (practice_id, link_id, kind, portal_account_id, staff_member_id, lifetime_minutes). `issued` holds
 * the new link. Reading `superseded` makes the old link give way first; a link that another
 * transaction issued at the same moment breaks the unique index, and the caller asks again.
 */
export const issueLink = (holder: LinkHolder): Fragment => sql`
  superseded AS (
    UPDATE sign_in_link SET voided_at = now(), void_reason = 'superseded'
     WHERE practice_id = (SELECT practice_id FROM allowed)
       AND ${columnOf[holder]} = (SELECT ${columnOf[holder]} FROM allowed)
       AND redeemed_at IS NULL AND voided_at IS NULL
    RETURNING id
  ), issued AS (
    INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, staff_member_id, expires_at)
    SELECT practice_id, link_id, kind, portal_account_id, staff_member_id,
           now() + make_interval(mins => lifetime_minutes)
      FROM allowed WHERE (SELECT count(*) FROM superseded) >= 0
    RETURNING practice_id, id, expires_at
  )`;

/** An SQL condition: this holder got fewer links within the hour than an inbox should. */
export const fewRecentLinks = (holder: LinkHolder, practiceId: Fragment, holderId: Fragment): Fragment => sql`
  (SELECT count(*) FROM sign_in_link r
    WHERE r.practice_id = ${practiceId} AND r.${columnOf[holder]} = ${holderId}
      AND r.issued_at > now() - interval '1 hour') < ${signInPolicy.mailsPerHour}`;

/** The same for statements whose parameters are still numbered by hand. */
export const issueLinkText = (holder: LinkHolder): string => issueLink(holder).sql;
export const recentText = (holder: LinkHolder, id: string): string => fewRecentLinks(holder, sql`$1`, { sql: id }).sql;
