/**
 * The text of two CTEs that replace a holder's live link by a new one, out of a CTE `allowed` of at
 * most one row (practice_id, link_id, kind, portal_account_id, staff_member_id, lifetime_minutes).
 * `issued` holds the new link. Reading `superseded` makes the old link give way first; a link that
 * another transaction issued at the same moment breaks the unique index, and the caller asks again.
 */
export const issueLinkText = (holder: 'portal_account_id' | 'staff_member_id'): string => `
  superseded AS (
    UPDATE sign_in_link SET voided_at = now(), void_reason = 'superseded'
     WHERE practice_id = (SELECT practice_id FROM allowed)
       AND ${holder} = (SELECT ${holder} FROM allowed)
       AND redeemed_at IS NULL AND voided_at IS NULL
    RETURNING id
  ), issued AS (
    INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, staff_member_id, expires_at)
    SELECT practice_id, link_id, kind, portal_account_id, staff_member_id,
           now() + make_interval(mins => lifetime_minutes)
      FROM allowed WHERE (SELECT count(*) FROM superseded) >= 0
    RETURNING practice_id, id, expires_at
  )`;
