import { hasUsableAccess } from '../clients/portal-access.sql.ts';
import type { Database, Queryable } from '../db/database.ts';
import { type Fragment, sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { portalColumns, portalOf, type PortalRow } from '../practice/portal.sql.ts';
import { permissionsOf, type Role } from '../permissions/permissions.ts';
import type { PortalSession, SessionLife, SignInMethod, StaffBrowserSession, ViewerKind } from './session.ts';
import type { NewSession } from './new-session.ts';
import type { SessionToken } from './session-token.ts';

// A session is found by its key. The table keeps `end_reason` in step with `ended_at`, and no index of the sessions that
// are alive fits it; see db/bypass-partial-index.ts.
const alive = sql`s.end_reason IS NULL AND s.idle_expires_at > now() AND s.expires_at > now()`;
const lifeAt = (now: Fragment) => sql`
  ceil(extract(epoch FROM s.idle_expires_at - ${now}))::int AS "idleSecondsLeft",
  ceil(extract(epoch FROM s.expires_at - ${now}))::int AS "secondsLeft"`;
const life = lifeAt(sql`now()`);

/** Names one session of a practice. */
interface SessionKey {
  practiceId: string;
  sessionId: string;
}

interface PortalSessionRow extends PortalRow, SessionLife, SessionKey {
  portalAccountId: string;
  email: string;
  chosenAccessId: string | null;
}

const findPortalSession = statement<PortalSessionRow, { practiceId: string; tokenHash: Buffer }>(
  'session.find-portal',
  sql`SELECT s.practice_id AS "practiceId", s.id AS "sessionId", s.portal_account_id AS "portalAccountId",
             s.chosen_access_id AS "chosenAccessId", a.email, ${life}, ${portalColumns(sql`p`)}
        FROM session s
        JOIN portal_account a ON a.practice_id = s.practice_id AND a.id = s.portal_account_id
        JOIN practice p ON p.id = s.practice_id
       WHERE s.practice_id = :practiceId AND s.token_hash = :tokenHash AND ${alive}
         AND ${hasUsableAccess(sql`s.practice_id`, sql`s.portal_account_id`)}`,
  { pipelined: 'reads' },
);

interface StaffSessionRow extends SessionLife, SessionKey {
  staffMemberId: string;
  name: string;
  email: string;
  role: Role;
}

const findStaffSession = statement<StaffSessionRow, { practiceId: string; tokenHash: Buffer }>(
  'session.find-staff',
  sql`SELECT s.practice_id AS "practiceId", s.id AS "sessionId", m.id AS "staffMemberId", m.name, m.email, m.role, ${life}
        FROM session s
        JOIN staff_member m ON m.practice_id = s.practice_id AND m.id = s.staff_member_id AND m.removed_at IS NULL
       WHERE s.practice_id = :practiceId AND s.token_hash = :tokenHash AND ${alive}`,
  { pipelined: 'reads' },
);

const extendSession = statement<SessionLife, SessionKey & { idleMinutes: number }>(
  'session.extend',
  sql`UPDATE session s SET last_active_at = clock.now, idle_expires_at = least(clock.idle_end, s.expires_at)
        FROM (SELECT now() AS now, now() + make_interval(mins => :idleMinutes) AS idle_end) clock
       WHERE s.practice_id = :practiceId AND s.id = :sessionId AND ${alive}
       RETURNING ${lifeAt(sql`clock.now`)}`,
  { pipelined: 'writes' },
);

const endSession = statement<{ id: string }, SessionKey & { holderId: string; reason: string }>(
  'session.end',
  sql`UPDATE session SET ended_at = now(), end_reason = :reason
       WHERE practice_id = :practiceId AND id = :sessionId AND ended_at IS NULL
         AND coalesce(portal_account_id, staff_member_id) = :holderId
       RETURNING id`,
);

const endReplaced = statement<{ id: string }, SessionKey>(
  'session.end-replaced',
  sql`UPDATE session SET ended_at = now(), end_reason = 'signed-in-again'
       WHERE practice_id = :practiceId AND id = :sessionId AND ended_at IS NULL
       RETURNING id`,
);

const holderColumns: Readonly<Record<ViewerKind, Fragment>> = {
  portal: sql`portal_account_id`,
  staff: sql`staff_member_id`,
};

const endAllOf = (kind: ViewerKind) =>
  statement<{ id: string }, { practiceId: string; holderId: string; reason: string; exceptId: string | null }>(
    `session.end-all-${kind}`,
    sql`UPDATE session SET ended_at = now(), end_reason = :reason
         WHERE practice_id = :practiceId AND ${holderColumns[kind]} = :holderId AND ended_at IS NULL
           AND id IS DISTINCT FROM :exceptId::uuid
         RETURNING id`,
  );
const endAll = { portal: endAllOf('portal'), staff: endAllOf('staff') };

/** A signed-in browser in the list of devices. */
export interface SignedInDevice {
  id: string;
  device: string;
  method: SignInMethod;
  signedInAt: Date;
  lastActiveAt: Date;
}

const listDevicesOf = (kind: ViewerKind) =>
  statement<SignedInDevice, { practiceId: string; holderId: string }>(
    `session.list-devices-${kind}`,
    sql`SELECT s.id, s.device, s.method, s.signed_in_at AS "signedInAt", s.last_active_at AS "lastActiveAt"
          FROM session s
         WHERE s.practice_id = :practiceId AND s.${holderColumns[kind]} = :holderId AND s.ended_at IS NULL AND ${alive}
         ORDER BY s.last_active_at DESC, s.id LIMIT 100`,
  );
const listDevices = { portal: listDevicesOf('portal'), staff: listDevicesOf('staff') };

const chooseAccess = statement<{ id: string }, SessionKey & { portalAccessId: string }>(
  'session.choose-access',
  sql`UPDATE session SET chosen_access_id = :portalAccessId
       WHERE practice_id = :practiceId AND id = :sessionId RETURNING id`,
);

const deleteSpent = statement<{ id: string }, { practiceId: string; days: number }>(
  'session.delete-spent',
  sql`
  DELETE FROM session
   WHERE practice_id = :practiceId AND least(ended_at, expires_at) < now() - make_interval(days => :days)
  RETURNING id`,
);

/** Finds, extends and ends sessions. The statements that redeem a link or a PIN start them. */
export class SessionStore {
  constructor(private readonly database: Database) {}

  async findPortalSession(token: SessionToken): Promise<PortalSession | undefined> {
    const [row] = await this.database.run(findPortalSession, { practiceId: token.practiceId, tokenHash: token.hash });
    if (!row) return undefined;
    const { practiceId, sessionId, portalAccountId, email, chosenAccessId, idleSecondsLeft, secondsLeft } = row;
    const found = { practiceId, sessionId, portalAccountId, email, chosenAccessId, idleSecondsLeft, secondsLeft };
    return { kind: 'portal', ...found, portal: portalOf(row) };
  }

  async findStaffSession(token: SessionToken): Promise<StaffBrowserSession | undefined> {
    const [row] = await this.database.run(findStaffSession, { practiceId: token.practiceId, tokenHash: token.hash });
    return row && { kind: 'staff', ...row, permissions: permissionsOf[row.role] };
  }

  /** Extends the idle end; undefined when the session has ended. */
  async extend(practiceId: string, sessionId: string, idleMinutes: number): Promise<SessionLife | undefined> {
    const [life] = await this.database.run(extendSession, { practiceId, sessionId, idleMinutes });
    return life;
  }

  /**
   * Ends the session that a browser had at another practice before it signed in at this one. The statement that starts
   * a session ends an earlier one at the same practice.
   */
  async endElsewhere({ replaces }: NewSession, practiceId: string): Promise<void> {
    if (replaces && replaces.practiceId !== practiceId) await this.database.run(endReplaced, replaces);
  }

  /**
   * Ends one session of this holder.
   *
   * @returns whether there was one.
   */
  async end(db: Queryable, practiceId: string, sessionId: string, holderId: string, reason: string): Promise<boolean> {
    return (await db.run(endSession, { practiceId, sessionId, holderId, reason })).length === 1;
  }

  /**
   * Ends every session of a portal account or a staff member, and says how many there were.
   *
   * @param except a session that stays.
   */
  async endAll(
    db: Queryable,
    kind: ViewerKind,
    practiceId: string,
    holderId: string,
    reason: string,
    except?: string,
  ): Promise<number> {
    return (await db.run(endAll[kind], { practiceId, holderId, reason, exceptId: except ?? null })).length;
  }

  async listDevices(kind: ViewerKind, practiceId: string, holderId: string): Promise<SignedInDevice[]> {
    return this.database.run(listDevices[kind], { practiceId, holderId });
  }

  async chooseAccess(practiceId: string, sessionId: string, portalAccessId: string): Promise<void> {
    await this.database.run(chooseAccess, { practiceId, sessionId, portalAccessId });
  }

  /** Deletes sessions that ended longer ago than the given days. */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(deleteSpent, { practiceId, days })).length;
  }
}
