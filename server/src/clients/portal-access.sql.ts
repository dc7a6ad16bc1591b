import { type Fragment, sql } from '../db/sql.ts';

/**
 * An SQL condition: this access is on, and its client not archived. The client is asked for by key,
 * one access after another: joined, some plans read every client of the practice.
 */
export const opens = (access: Fragment): Fragment => sql`${access}.active
   AND (SELECT pc.archived_at IS NULL FROM client pc
         WHERE pc.practice_id = ${access}.practice_id AND pc.id = ${access}.client_id)`;

const fromOpenAccesses = (practiceId: Fragment, portalAccountId: Fragment): Fragment => sql`
  FROM portal_access pa
 WHERE pa.practice_id = ${practiceId} AND pa.portal_account_id = ${portalAccountId} AND ${opens(sql`pa`)}`;

/**
 * An SQL condition: at least one client may be seen by this account, because access is on and the
 * client not archived. Asked at every sign-in and every look-up of a session, so that switching
 * access off counts at once whatever else is under way.
 */
export const seesSomeone = (practiceId: Fragment, portalAccountId: Fragment): Fragment =>
  sql`EXISTS (SELECT 1 ${fromOpenAccesses(practiceId, portalAccountId)})`;

/** An SQL expression: how many clients this account sees. */
export const clientsSeen = (practiceId: Fragment, portalAccountId: Fragment): Fragment =>
  sql`(SELECT count(*)::int ${fromOpenAccesses(practiceId, portalAccountId)})`;

/** An SQL condition: this address was given access to at least one client, whether on or off. */
export const addressOnFile = (practiceId: Fragment, email: Fragment): Fragment => sql`
  EXISTS (SELECT 1 FROM portal_account t
            JOIN portal_access pa ON pa.practice_id = t.practice_id AND pa.portal_account_id = t.id
           WHERE t.practice_id = ${practiceId} AND t.email = ${email})`;
