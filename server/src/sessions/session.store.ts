import { seesSomeoneText } from '../clients/portal-access.sql.ts';
import { type Database, quickAct, quickLookUp, type Queryable, statement } from '../db/database.ts';
import { type PortalFaceRow, portalFaceOf, portalFaceText } from '../practice/practice.store.ts';
import { permissionsOf, type Role } from '../staff/permissions.ts';
import type { PortalSession, SessionLife, SignInMethod, StaffBrowserSession, ViewerKind } from './session.ts';
import type { SessionToken } from './session-token.ts';

/**
 * The text of an INSERT that starts sessions, to stand inside the statement that claims the
 * credential: there is never one without the other.
 *
 * @param select gives practice, id, token hash, portal account, staff member, method, device, minutes until the idle
 * end, minutes until the absolute end, in this order.
 */
export const insertSessionText = (select: string): string => `
  INSERT INTO session (practice_id, id, token_hash, portal_account_id, staff_member_id, method, device,
                       idle_expires_at, expires_at)
  SELECT n.practice_id, n.id, n.token_hash, n.portal_account_id, n.staff_member_id, n.method, n.device,
         now() + make_interval(mins => n.idle_minutes), now() + make_interval(mins => n.lifetime_minutes)
    FROM (${select}) AS n (practice_id, id, token_hash, portal_account_id, staff_member_id, method, device,
                           idle_minutes, lifetime_minutes)`;

/** The text of an UPDATE that ends the session a browser had before it signed in anew. */
export const replaceSessionText = (practiceId: string, sessionId: string, condition: string): string => `
  UPDATE session SET ended_at = now(), end_reason = 'signed-in-again'
   WHERE practice_id = ${practiceId} AND id = ${sessionId} AND ended_at IS NULL AND ${condition}`;

// A session is found by its key. The table keeps `end_reason` in step with `ended_at`, and no index of the sessions that
// are alive fits it; see db/bypass-partial-index.ts.
const alive = 's.end_reason IS NULL AND s.idle_expires_at > now() AND s.expires_at > now()';
const lifeText = `
  ceil(extract(epoch FROM s.idle_expires_at - now()))::int AS "idleSecondsLeft",
  ceil(extract(epoch FROM s.expires_at - now()))::int AS "secondsLeft"`;

const findPortalSession = quickLookUp<
  PortalFaceRow &
    SessionLife & {
      practiceId: string;
      sessionId: string;
      portalAccountId: string;
      email: string;
      chosenAccessId: string | null;
    }
>(
  'find-portal-session',
  `SELECT s.practice_id AS "practiceId", s.id AS "sessionId", s.portal_account_id AS "portalAccountId",
          s.chosen_access_id AS "chosenAccessId", a.email, ${lifeText}, ${portalFaceText('p')}
     FROM session s
     JOIN portal_account a ON a.practice_id = s.practice_id AND a.id = s.portal_account_id
     JOIN practice p ON p.id = s.practice_id
    WHERE s.practice_id = $1 AND s.token_hash = $2 AND ${alive}
      AND ${seesSomeoneText('s.practice_id', 's.portal_account_id')}`,
);

const findStaffSession = quickLookUp<
  SessionLife & {
    practiceId: string;
    sessionId: string;
    staffMemberId: string;
    name: string;
    email: string;
    role: Role;
  }
>(
  'find-staff-session',
  `SELECT s.practice_id AS "practiceId", s.id AS "sessionId", m.id AS "staffMemberId", m.name, m.email, m.role, ${lifeText}
     FROM session s
     JOIN staff_member m ON m.practice_id = s.practice_id AND m.id = s.staff_member_id AND m.removed_at IS NULL
    WHERE s.practice_id = $1 AND s.token_hash = $2 AND ${alive}`,
);

const extendSession = quickAct<SessionLife>(
  'extend-session',
  `UPDATE session s
      SET last_active_at = now(), idle_expires_at = least(now() + make_interval(mins => $3), s.expires_at)
    WHERE s.practice_id = $1 AND s.id = $2 AND ${alive}
    RETURNING ${lifeText}`,
);

const endSession = statement<{ id: string }>(
  'end-session',
  `UPDATE session SET ended_at = now(), end_reason = $3
    WHERE practice_id = $1 AND id = $2 AND ended_at IS NULL
      AND coalesce(portal_account_id, staff_member_id) = $4
    RETURNING id`,
);

const endAllOfAccount = statement<{ id: string }>(
  'end-all-sessions-of-account',
  `UPDATE session SET ended_at = now(), end_reason = $3
    WHERE practice_id = $1 AND portal_account_id = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $4::uuid RETURNING id`,
);

const endAllOfStaff = statement<{ id: string }>(
  'end-all-sessions-of-staff-member',
  `UPDATE session SET ended_at = now(), end_reason = $3
    WHERE practice_id = $1 AND staff_member_id = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $4::uuid RETURNING id`,
);

/** A browser that is signed in, as its holder sees it in the list of devices. */
export interface SignedInDevice {
  id: string;
  device: string;
  method: SignInMethod;
  signedInAt: Date;
  lastActiveAt: Date;
}

const devices = (holder: string) => `
  SELECT s.id, s.device, s.method, s.signed_in_at AS "signedInAt", s.last_active_at AS "lastActiveAt"
    FROM session s WHERE s.practice_id = $1 AND s.${holder} = $2 AND s.ended_at IS NULL AND ${alive}
   ORDER BY s.last_active_at DESC, s.id LIMIT 100`;
const listDevicesOfAccount = statement<SignedInDevice>('list-devices-of-account', devices('portal_account_id'));
const listDevicesOfStaff = statement<SignedInDevice>('list-devices-of-staff-member', devices('staff_member_id'));

const chooseAccess = statement<{ id: string }>(
  'choose-access',
  `UPDATE session SET chosen_access_id = $3 WHERE practice_id = $1 AND id = $2 RETURNING id`,
);

const deleteSpent = statement<{ id: string }>(
  'delete-spent-sessions',
  `DELETE FROM session WHERE least(ended_at, expires_at) < now() - make_interval(days => $1) RETURNING id`,
);

/** Sessions: found, extended and ended. They are started by the statements that redeem a link or a PIN. */
export class SessionStore {
  constructor(private readonly database: Database) {}

  async findPortalSession(token: SessionToken): Promise<PortalSession | undefined> {
    const [row] = await this.database.run(findPortalSession, [token.practiceId, token.hash]);
    if (!row) return undefined;
    const { practiceId, sessionId, portalAccountId, email, chosenAccessId, idleSecondsLeft, secondsLeft } = row;
    const found = { practiceId, sessionId, portalAccountId, email, chosenAccessId, idleSecondsLeft, secondsLeft };
    return { kind: 'portal', ...found, portal: portalFaceOf(row) };
  }

  async findStaffSession(token: SessionToken): Promise<StaffBrowserSession | undefined> {
    const [row] = await this.database.run(findStaffSession, [token.practiceId, token.hash]);
    return row && { kind: 'staff', ...row, permissions: permissionsOf[row.role] };
  }

  /** Moves the idle end; undefined when the session is over already. */
  async extend(practiceId: string, sessionId: string, idleMinutes: number): Promise<SessionLife | undefined> {
    const [life] = await this.database.run(extendSession, [practiceId, sessionId, idleMinutes]);
    return life;
  }

  /**
   * Ends one session of this holder.
   *
   * @returns whether there was one.
   */
  async end(sql: Queryable, practiceId: string, sessionId: string, holderId: string, reason: string): Promise<boolean> {
    return (await sql.run(endSession, [practiceId, sessionId, reason, holderId])).length === 1;
  }

  /**
   * Ends every session of a portal account or a staff member, and says how many there were.
   *
   * @param except the one session that goes on.
   */
  async endAll(
    sql: Queryable,
    kind: ViewerKind,
    practiceId: string,
    holderId: string,
    reason: string,
    except?: string,
  ): Promise<number> {
    const all = kind === 'portal' ? endAllOfAccount : endAllOfStaff;
    return (await sql.run(all, [practiceId, holderId, reason, except ?? null])).length;
  }

  async listDevices(kind: ViewerKind, practiceId: string, holderId: string): Promise<SignedInDevice[]> {
    return this.database.run(kind === 'portal' ? listDevicesOfAccount : listDevicesOfStaff, [practiceId, holderId]);
  }

  async chooseAccess(practiceId: string, sessionId: string, portalAccessId: string): Promise<void> {
    await this.database.run(chooseAccess, [practiceId, sessionId, portalAccessId]);
  }

  /** Deletes sessions that ended longer ago than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteSpent, [days])).length;
  }
}
