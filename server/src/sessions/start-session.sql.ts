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
 * Two CTEs: one starts a session for the row of the CTE `claimed` (practice_id, portal_account_id,
 * staff_member_id), the other ends the session that the browser had at this practice. They are part of the
 * statement that claims the credential, so that both happen or neither does. The store's `endElsewhere` ends a
 * session at another practice.
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
