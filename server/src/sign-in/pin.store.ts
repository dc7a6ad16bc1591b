import { insertActivityText } from '../activity/activity.store.ts';
import { clientsSeenText, opensText, seesSomeoneText } from '../clients/portal-access.sql.ts';
import { type Database, quickAct, type Sql, statement } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import { type PortalFace, type PortalFaceRow, portalFaceOf, portalFaceText } from '../practice/practice.store.ts';
import { insertSessionText, replaceSessionText } from '../sessions/session.store.ts';
import type { NewSession } from '../sessions/new-session.ts';
import { signInPolicy } from './sign-in-policy.ts';

/** A try at a PIN, counted already. Without a PIN there is nothing to compare with, and the try fails. */
export interface PinTry {
  practiceId: string;
  portalAccountId: string | null;
  /** What was typed, as it was written down. */
  requestId: string;
  pin: { id: string; keyId: string; digitsHash: Buffer } | undefined;
}

/** A PIN as staff see it: everything but its digits. */
export interface LivePin {
  id: string;
  portalAccountId: string;
  createdAt: Date;
  expiresAt: Date;
  createdBy: string;
  wrongTries: number;
  triesLeft: number;
}

// An id that no row has: for an address that nobody has, the same index is searched for it.
const nobody = "'00000000-0000-0000-0000-000000000000'::uuid";
const live = 'redeemed_at IS NULL AND voided_at IS NULL';
// The same for a PIN that is found by its id, so that no index of live PINs fits; see db/unindexed.ts.
const stillLive = 'coalesce(redeemed_at, voided_at) IS NULL';

// The try is counted by the same statement that reads what to compare with, and the row's lock lets
// parallel tries pass one by one: no more than `pinTries` of them ever get digits to compare. What was
// typed is written down here, as refused until it proves right, so that every try commits a row: a
// statement that writes takes longer than one that does not, and would tell whose address has a PIN.
const countTry = quickAct<{
  practiceId: string;
  portalAccountId: string | null;
  id: string | null;
  keyId: string;
  digitsHash: Buffer;
}>(
  'count-pin-try',
  `WITH portal AS (
     SELECT practice_id FROM portal_address WHERE slug = $1
   ), account AS (
     SELECT id FROM portal_account WHERE practice_id = (SELECT practice_id FROM portal) AND email = $2
   ), tried AS (
     UPDATE pin SET tries = tries + 1
      WHERE practice_id = (SELECT practice_id FROM portal)
        AND portal_account_id = coalesce((SELECT id FROM account), ${nobody})
        AND ${live} AND expires_at > now() AND tries < ${signInPolicy.pinTries}
     RETURNING id, key_id, digits_hash
   ), typed AS (
     INSERT INTO sign_in_request (practice_id, id, email, portal_account_id, outcome)
     SELECT practice_id, $3, $2, (SELECT id FROM account), 'pin-refused' FROM portal
   )
   SELECT portal.practice_id AS "practiceId", account.id AS "portalAccountId",
          tried.id, tried.key_id AS "keyId", tried.digits_hash AS "digitsHash"
     FROM portal LEFT JOIN account ON true LEFT JOIN tried ON true`,
);

// Right or wrong, known or unknown: one statement with the same parts. Where there was no PIN to count the try on,
// what was typed is written once more instead, so that every try writes as much.
const settleTry = quickAct<PortalFaceRow & { clientsSeen: number }>(
  'settle-pin-try',
  `WITH claimed AS (
     UPDATE pin SET redeemed_at = now()
      WHERE practice_id = $1 AND id = $2 AND $3::boolean AND ${stillLive}
        AND ${seesSomeoneText('pin.practice_id', 'pin.portal_account_id')}
     RETURNING practice_id, id, portal_account_id
   ), started AS (${insertSessionText(
     `SELECT c.practice_id, $4::uuid, $5::bytea, c.portal_account_id, NULL::uuid, 'pin', $6::text, $7::int, $8::int
        FROM claimed c`,
   )}), replaced AS (${replaceSessionText('$9', '$10', 'EXISTS (SELECT 1 FROM claimed)')}
   ), settled AS (
     UPDATE sign_in_request SET outcome = CASE WHEN EXISTS (SELECT 1 FROM claimed) THEN 'pin-accepted' ELSE outcome END
      WHERE practice_id = $1 AND id = $11 AND ($2 = ${nobody} OR EXISTS (SELECT 1 FROM claimed))
   ), recorded AS (${insertActivityText(
     `SELECT $1::uuid, $13::uuid, CASE WHEN EXISTS (SELECT 1 FROM claimed) THEN 'signed-in' ELSE 'pin.refused' END,
             CASE WHEN EXISTS (SELECT 1 FROM claimed) THEN 'pin' ELSE 'refused' END, NULL::uuid, $12::uuid, NULL::uuid,
             jsonb_build_object('requestId', $11::uuid, 'pinId', nullif($2, ${nobody}), 'device', $6::text,
                                'sessionId', (SELECT $4::uuid FROM claimed))`,
   )})
   SELECT ${clientsSeenText('c.practice_id', 'c.portal_account_id')} AS "clientsSeen", ${portalFaceText('p')}
     FROM claimed c JOIN practice p ON p.id = c.practice_id`,
);

const countToday = `(SELECT count(*) FROM pin t WHERE t.practice_id = $1 AND t.portal_account_id = a.portal_account_id
  AND t.created_at > now() - interval '1 day')`;

const replacePin = quickAct<{ expiresAt: Date; portalAccountId: string }>(
  'replace-pin',
  `WITH access AS (
     SELECT a.practice_id, a.id, a.client_id, a.portal_account_id, p.pin_lifetime_minutes
       FROM portal_access a JOIN practice p ON p.id = a.practice_id
      WHERE a.practice_id = $1 AND a.id = $2 AND ${opensText('a')} AND ${countToday} < ${signInPolicy.pinsPerDay}
   ), superseded AS (
     UPDATE pin SET voided_at = now(), void_reason = 'superseded'
      WHERE practice_id = $1 AND portal_account_id = (SELECT portal_account_id FROM access) AND ${live}
     RETURNING id
   ), made AS (
     INSERT INTO pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at)
     SELECT a.practice_id, $3::uuid, a.portal_account_id, $4::uuid, $5, $6::bytea,
            now() + make_interval(mins => a.pin_lifetime_minutes)
       FROM access a WHERE (SELECT count(*) FROM superseded) >= 0
     RETURNING portal_account_id, expires_at
   ), recorded AS (${insertActivityText(
     `SELECT a.practice_id, $7::uuid, 'pin.generated', 'ok', $4::uuid, a.portal_account_id, a.client_id,
             jsonb_build_object('pinId', $3::uuid, 'portalAccessId', a.id)
        FROM made m JOIN access a ON true`,
   )})
   SELECT portal_account_id AS "portalAccountId", expires_at AS "expiresAt" FROM made`,
);

const listLive = statement<LivePin>(
  'list-live-pins',
  `SELECT p.id, p.portal_account_id AS "portalAccountId", p.created_at AS "createdAt", p.expires_at AS "expiresAt",
          m.name AS "createdBy", p.tries AS "wrongTries", ${signInPolicy.pinTries} - p.tries AS "triesLeft"
     FROM pin p JOIN staff_member m ON m.practice_id = p.practice_id AND m.id = p.created_by
    WHERE p.practice_id = $1 AND p.portal_account_id = ANY ($2::uuid[])
      AND p.redeemed_at IS NULL AND p.voided_at IS NULL AND p.expires_at > now()`,
);

const voidOfAccount = statement<{ id: string }>(
  'void-pins-of-account',
  `UPDATE pin SET voided_at = now(), void_reason = $3
    WHERE practice_id = $1 AND portal_account_id = $2 AND ${live} RETURNING id`,
);

const deleteSpent = statement<{ id: string }>(
  'delete-spent-pins',
  `DELETE FROM pin WHERE least(redeemed_at, voided_at, expires_at) < now() - make_interval(days => $1) RETURNING id`,
);

/** PINs: made, tried, redeemed and voided. */
export class PinStore {
  constructor(private readonly database: Database) {}

  /** Counts a try, and gives what to compare the digits with; undefined when there is no portal at this address. */
  async countTry(slug: string, email: string): Promise<PinTry | undefined> {
    const requestId = newId();
    const [row] = await this.database.run(countTry, [slug.toLowerCase(), email, requestId]);
    if (!row) return undefined;
    const { practiceId, portalAccountId, id, keyId, digitsHash } = row;
    return { practiceId, portalAccountId, requestId, pin: id === null ? undefined : { id, keyId, digitsHash } };
  }

  /** Redeems the PIN when the digits were right, starts the session, and records the try either way. */
  async settleTry(
    tried: PinTry,
    right: boolean,
    session: NewSession,
  ): Promise<{ portal: PortalFace; clientsSeen: number } | undefined> {
    const [row] = await this.database.run(settleTry, [
      tried.practiceId,
      tried.pin?.id ?? '00000000-0000-0000-0000-000000000000',
      right,
      session.id,
      session.tokenHash,
      session.device,
      session.idleMinutes,
      session.lifetimeMinutes,
      session.replaces?.practiceId ?? null,
      session.replaces?.sessionId ?? null,
      tried.requestId,
      tried.portalAccountId,
      newId(),
    ]);
    return row && { portal: portalFaceOf(row), clientsSeen: row.clientsSeen };
  }

  /**
   * Puts a new PIN in the place of the older one; undefined when nobody may sign in with this access, or today's
   * share is used up.
   *
   * @throws a unique violation when another was made for the same account at the same moment; ask again.
   */
  async replace(
    practiceId: string,
    portalAccessId: string,
    pin: { id: string; keyId: string; digitsHash: Buffer },
    staffMemberId: string,
  ): Promise<{ expiresAt: Date } | undefined> {
    const values = [practiceId, portalAccessId, pin.id, staffMemberId, pin.keyId, pin.digitsHash, newId()];
    const [row] = await this.database.run(replacePin, values);
    return row;
  }

  /** The live PINs of these accounts, by account. */
  async listLive(practiceId: string, portalAccountIds: readonly string[]): Promise<Map<string, LivePin>> {
    const rows = await this.database.run(listLive, [practiceId, portalAccountIds]);
    return new Map(rows.map((row) => [row.portalAccountId, row]));
  }

  /** Makes the account's live PIN useless, and says how many there were. */
  async voidAll(sql: Sql, practiceId: string, portalAccountId: string, reason: string): Promise<number> {
    return (await sql.run(voidOfAccount, [practiceId, portalAccountId, reason])).length;
  }

  /** Deletes PINs that were spent or expired longer ago than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteSpent, [days])).length;
  }
}
