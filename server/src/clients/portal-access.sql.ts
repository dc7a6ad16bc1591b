import { type Fragment, sql } from '../db/sql.ts';

/**
 * An SQL condition: this access of the practice is on, and its client is not archived. It is a sub-select by key,
 * because with a join some plans read every client of the practice.
 */
export const isUsable = (practiceId: Fragment, access: Fragment): Fragment => sql`${access}.active
   AND (SELECT pc.archived_at IS NULL FROM client pc
         WHERE pc.practice_id = ${practiceId} AND pc.id = ${access}.client_id)`;

const fromUsableAccesses = (practiceId: Fragment, portalAccountId: Fragment): Fragment => sql`
  FROM portal_access pa
 WHERE pa.practice_id = ${practiceId} AND pa.portal_account_id = ${portalAccountId} AND ${isUsable(practiceId, sql`pa`)}`;

/**
 * An SQL condition: this account has a usable access to at least one client. Every sign-in and every
 * session check includes it, so that switching access off takes effect at once.
 */
export const hasUsableAccess = (practiceId: Fragment, portalAccountId: Fragment): Fragment =>
  sql`EXISTS (SELECT 1 ${fromUsableAccesses(practiceId, portalAccountId)})`;

/** An SQL expression: how many clients this account has usable access to. */
export const countUsableAccesses = (practiceId: Fragment, portalAccountId: Fragment): Fragment =>
  sql`(SELECT count(*)::int ${fromUsableAccesses(practiceId, portalAccountId)})`;

/** An SQL condition: this address was given access to at least one client, whether on or off. */
export const addressOnFile = (practiceId: Fragment, email: Fragment): Fragment => sql`
  EXISTS (SELECT 1 FROM portal_account t
            JOIN portal_access pa ON pa.practice_id = t.practice_id AND pa.portal_account_id = t.id
           WHERE t.practice_id = ${practiceId} AND t.email = ${email})`;
