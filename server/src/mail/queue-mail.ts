import { type Fragment, sql } from '../db/sql.ts';

/**
 * A CTE `mail` that queues mails in the statement of the act that causes them: both are committed, or neither.
 *
 * @param mails selects them, in the order practice_id, id, kind, to_address, link_id, about_id,
 * facts; no row means no mail.
 */
export const queueMail = (mails: Fragment): Fragment => sql`
  mail AS (
    INSERT INTO mail (practice_id, id, kind, to_address, link_id, about_id, facts)
    ${mails}
    RETURNING practice_id, id, kind, to_address, link_id, about_id
  )`;
