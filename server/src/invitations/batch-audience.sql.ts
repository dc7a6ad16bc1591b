import { sql } from '../db/sql.ts';

/** A FROM clause of the accesses of a batch: those of the practice, or of one import when `importId` is not null. */
export const invitable = sql`
  FROM portal_access a JOIN client c ON c.practice_id = a.practice_id AND c.id = a.client_id
 WHERE a.practice_id = :practiceId AND a.active AND a.invited_at IS NULL AND c.archived_at IS NULL
   AND (:importId::uuid IS NULL
        OR a.id IN (SELECT r.portal_access_id FROM client_import_row r
                     WHERE r.practice_id = :practiceId AND r.import_id = :importId))`;

/** A FROM clause of the clients in care without an address; empty for a batch of an import. */
export const withoutAddress = sql`
  FROM client c
 WHERE c.practice_id = :practiceId AND :importId::uuid IS NULL AND c.archived_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM portal_access a WHERE a.practice_id = c.practice_id AND a.client_id = c.id)`;
