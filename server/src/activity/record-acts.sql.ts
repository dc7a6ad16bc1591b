import { type Fragment, sql } from '../db/sql.ts';

/**
 * An INSERT that records acts, as a CTE of the act's own statement: an act that cannot be recorded fails.
 *
 * @param acts selects practice, id, kind, result, staff member, portal account, client and details, in this order.
 */
export const recordActs = (acts: Fragment): Fragment => sql`
  INSERT INTO activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
  ${acts}`;
