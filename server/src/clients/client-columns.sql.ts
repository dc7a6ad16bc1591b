import { sql } from '../db/sql.ts';

/** The columns of a `Client`, for a table called `c`. */
export const clientColumns = sql`
  c.practice_id AS "practiceId", c.id, c.first_name AS "firstName", c.last_name AS "lastName",
  c.sort_name AS "sortName", c.phone, c.reference, c.archived_at AS "archivedAt", c.version`;
