import { sql } from '../db/sql.ts';

/** The columns of an `Activity`, from the activity rows `v` and {@link activityJoins}. */
export const activityColumns = sql`
  v.id, v.at, v.kind, v.result, v.details, v.staff_member_id AS "staffMemberId", m.name AS "staffName",
  v.portal_account_id AS "portalAccountId", a.email,
  v.client_id AS "clientId", c.first_name || ' ' || c.last_name AS "clientName"`;

export const activityJoins = sql`
  LEFT JOIN staff_member m ON m.practice_id = v.practice_id AND m.id = v.staff_member_id
  LEFT JOIN portal_account a ON a.practice_id = v.practice_id AND a.id = v.portal_account_id
  LEFT JOIN client c ON c.practice_id = v.practice_id AND c.id = v.client_id`;
