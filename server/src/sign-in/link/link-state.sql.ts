import { type Fragment, sql } from '../../db/sql.ts';

/**
 * An SQL expression for a row of this practice that may carry a link (link_id): `live` when
 * the link still signs in or there is none, `redeemed` when it did, and else `over`.
 */
export const linkStateOf = (practiceId: Fragment, row: Fragment): Fragment => sql`
  CASE WHEN ${row}.link_id IS NULL THEN 'live'
       ELSE coalesce((
         SELECT CASE WHEN l.redeemed_at IS NOT NULL THEN 'redeemed'
                     WHEN l.voided_at IS NULL AND l.expires_at > now() THEN 'live' END
           FROM sign_in_link l WHERE l.practice_id = ${practiceId} AND l.id = ${row}.link_id), 'over') END`;
