import { type Fragment, literal, sql } from '../db/sql.ts';
import type { NewSession } from './new-session.ts';
import type { SignInMethod } from './session.ts';

/** The values that {@link startSession} takes. */
export interface StartSessionValues {
  practiceId: string;
  sessionId: string;
  tokenHash: Buffer;
  device: string;
  idleMinutes: number;
  lifetimeMinutes: number;
  replacedSessionId: string | null;
}

/**
 * Two CTEs that start a session for whoever is in the CTE `claimed` (practice_id, portal_account_id,
 * staff_member_id), and end the session that the browser had at this practice before. They stand inside
 * the statement that claims the credential: there is never one without the other. A session at another
 * practice is ended by the store's `endElsewhere`.
 */
export const startSession = (method: SignInMethod): Fragment => sql`
  started AS (
    INSERT INTO session (practice_id, id, token_hash, portal_account_id, staff_member_id, method, device,
                         idle_expires_at, expires_at)
    SELECT c.practice_id, :sessionId::uuid, :tokenHash::bytea, c.portal_account_id, c.staff_member_id,
           ${literal(method)}, :device::text,
           now() + make_interval(mins => :idleMinutes::int), now() + make_interval(mins => :lifetimeMinutes::int)
      FROM claimed c
  ), replaced AS (
    UPDATE session SET ended_at = now(), end_reason = 'signed-in-again'
     WHERE practice_id = :practiceId AND id = :replacedSessionId AND ended_at IS NULL
       AND EXISTS (SELECT 1 FROM claimed)
  )`;

/** The values for {@link startSession} at this practice. */
export const startSessionValues = (practiceId: string, session: NewSession): StartSessionValues => ({
  sessionId: session.id,
  tokenHash: session.tokenHash,
  device: session.device,
  idleMinutes: session.idleMinutes,
  lifetimeMinutes: session.lifetimeMinutes,
  practiceId,
  replacedSessionId: session.replaces?.practiceId === practiceId ? session.replaces.sessionId : null,
});
