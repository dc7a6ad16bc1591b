import { type Fragment, sql } from '../../db/sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** The kind of holder of a link. */
export type LinkHolder = 'portal_account_id' | 'staff_member_id';

const columnOf: Readonly<Record<LinkHolder, Fragment>> = {
  portal_account_id: sql`portal_account_id`,
  staff_member_id: sql`staff_member_id`,
};

/**
 * Two CTEs that replace the live links of holders by new ones, out of a CTE `allowed` of the practice
 * `:practiceId` (link_id, kind, portal_account_id, staff_member_id, lifetime_minutes, is_newest).
 * `issued` holds the new links; of several of one holder the newest is live. Reading `superseded` makes
 * the old link be voided first. When another transaction issues a link at the same moment, this violates the
 * unique index, and the caller retries.
 */
export const issueLinks = (holder: LinkHolder): Fragment => sql`
  superseded AS (
    UPDATE sign_in_link l SET voided_at = now(), void_reason = 'superseded'
      FROM allowed a
     WHERE a.is_newest AND l.practice_id = :practiceId AND l.${columnOf[holder]} = a.${columnOf[holder]}
       AND l.${columnOf[holder]} IS NOT NULL AND coalesce(l.redeemed_at, l.voided_at) IS NULL
    RETURNING l.id
  ), issued AS (
    INSERT INTO sign_in_link
      (practice_id, id, kind, portal_account_id, staff_member_id, expires_at, voided_at, void_reason)
    SELECT :practiceId::uuid, link_id, kind, portal_account_id, staff_member_id,
           now() + make_interval(mins => lifetime_minutes),
           CASE WHEN NOT is_newest THEN now() END, CASE WHEN NOT is_newest THEN 'superseded' END
      FROM allowed WHERE (SELECT count(*) FROM superseded) >= 0
    RETURNING practice_id, id, portal_account_id, staff_member_id
  )`;

/** An SQL expression: how many links this holder got in the last hour. */
export const linksWithinHour = (holder: LinkHolder, practiceId: Fragment, holderId: Fragment): Fragment => sql`
  (SELECT count(*) FROM sign_in_link r
    WHERE r.practice_id = ${practiceId} AND r.${columnOf[holder]} = ${holderId}
      AND r.issued_at > now() - interval '1 hour')`;

/** An SQL condition: this holder has an unused, unexpired link. */
export const hasUsableLink = (holder: LinkHolder, practiceId: Fragment, holderId: Fragment): Fragment => sql`
  EXISTS (SELECT 1 FROM sign_in_link r
           WHERE r.practice_id = ${practiceId} AND r.${columnOf[holder]} = ${holderId}
             AND r.redeemed_at IS NULL AND r.voided_at IS NULL AND r.expires_at > now())`;

/**
 * An SQL condition: this holder may be mailed a link. Above the hour's limit only without a usable link, so that a
 * throttle always leaves a link that works.
 */
export const mayMailLink = (holder: LinkHolder, practiceId: Fragment, holderId: Fragment): Fragment => sql`
  (${linksWithinHour(holder, practiceId, holderId)} < ${signInPolicy.mailsPerHour}
   OR NOT ${hasUsableLink(holder, practiceId, holderId)})`;
