import { recordActs } from '../../activity/record-acts.sql.ts';
import { isUsable } from '../../clients/portal-access.sql.ts';
import type { Database, Queryable } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import type { HashUnderKey } from '../../lib/keyed-hash.ts';
import type { Portal } from '../../practice/portal.ts';
import { portalOf } from '../../practice/portal.sql.ts';
import type { NewSession } from '../../sessions/new-session.ts';
import { startSessionValues } from '../../sessions/start-session.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import { digitsHash, unspent } from './pin.sql.ts';
import { redeemPin, refusePin } from './redeem-pin.sql.ts';

/** What was typed and written down, and what it was tried at: whose address it is, and their live PIN, if any. */
export interface PinTry {
  practiceId: string;
  requestId: string;
  portalAccountId: string | null;
  pinId: string | null;
  /** Only for the right PIN. */
  signedIn: { portal: Portal; clientCount: number } | undefined;
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

const pinsToday = sql`
  (SELECT count(*) FROM pin t
    WHERE t.practice_id = a.practice_id AND t.portal_account_id = a.portal_account_id
      AND t.created_at > now() - interval '1 day')`;

const replacePin = statement<
  { expiresAt: Date; portalAccountId: string },
  {
    practiceId: string;
    portalAccessId: string;
    pinId: string;
    staffMemberId: string;
    keyId: string;
    hash: Buffer;
    activityId: string;
  }
>(
  'pin.replace',
  sql`
  WITH access AS (
    SELECT a.practice_id, a.id, a.client_id, a.portal_account_id, p.pin_lifetime_minutes
      FROM portal_access a JOIN practice p ON p.id = a.practice_id
     WHERE a.practice_id = :practiceId AND a.id = :portalAccessId AND ${isUsable(sql`a.practice_id`, sql`a`)}
       AND ${pinsToday} < ${signInPolicy.pinsPerDay}
  ), superseded AS (
    UPDATE pin SET voided_at = now(), void_reason = 'superseded'
     WHERE practice_id = :practiceId AND portal_account_id = (SELECT portal_account_id FROM access) AND ${unspent}
    RETURNING id
  ), made AS (
    INSERT INTO pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at)
    SELECT a.practice_id, :pinId::uuid, a.portal_account_id, :staffMemberId::uuid, :keyId,
           ${digitsHash(sql`:pinId::uuid`, sql`:hash::bytea`)}, now() + make_interval(mins => a.pin_lifetime_minutes)
      FROM access a WHERE (SELECT count(*) FROM superseded) >= 0
    RETURNING portal_account_id, expires_at
  ), recorded AS (${recordActs(sql`
    SELECT a.practice_id, :activityId::uuid, 'pin.generated', 'ok', :staffMemberId::uuid, a.portal_account_id, a.client_id,
           jsonb_build_object('pinId', :pinId::uuid, 'portalAccessId', a.id)
      FROM made m JOIN access a ON true`)}
  )
  SELECT portal_account_id AS "portalAccountId", expires_at AS "expiresAt" FROM made`,
  { pipelined: 'writes' },
);

const listLive = statement<LivePin, { practiceId: string; portalAccountIds: readonly string[] }>(
  'pin.list-live',
  sql`
  SELECT p.id, p.portal_account_id AS "portalAccountId", p.created_at AS "createdAt", p.expires_at AS "expiresAt",
         m.name AS "createdBy", p.tries AS "wrongTries", ${signInPolicy.pinTries} - p.tries AS "triesLeft"
    FROM pin p JOIN staff_member m ON m.practice_id = p.practice_id AND m.id = p.created_by
   WHERE p.practice_id = :practiceId AND p.portal_account_id = ANY (:portalAccountIds::uuid[])
     AND p.redeemed_at IS NULL AND p.voided_at IS NULL AND p.expires_at > now()`,
);

const voidOfAccount = statement<{ id: string }, { practiceId: string; portalAccountId: string; reason: string }>(
  'pin.void-of-account',
  sql`
  UPDATE pin SET voided_at = now(), void_reason = :reason
   WHERE practice_id = :practiceId AND portal_account_id = :portalAccountId AND ${unspent} RETURNING id`,
);

const deleteSpent = statement<{ id: string }, { practiceId: string; days: number }>(
  'pin.delete-spent',
  sql`
  DELETE FROM pin
   WHERE practice_id = :practiceId AND least(redeemed_at, voided_at, expires_at) < now() - make_interval(days => :days)
  RETURNING id`,
);

/** Generates, redeems, refuses and voids PINs. */
export class PinStore {
  constructor(private readonly database: Database) {}

  /**
   * Tries the digits at the PIN of this address, and counts the try; the right PIN is redeemed, once, and starts the
   * session.
   */
  async redeem(
    practiceId: string,
    typed: { email: string; digits: readonly HashUnderKey[] },
    session: NewSession,
  ): Promise<PinTry> {
    const requestId = newId();
    const [row] = await this.database.run(redeemPin, {
      ...startSessionValues(practiceId, session),
      email: typed.email,
      keyIds: typed.digits.map(({ keyId }) => keyId),
      hashes: typed.digits.map(({ hash }) => hash),
      requestId,
      activityId: newId(),
    });
    if (!row) throw new Error('the practice is gone');
    const { portalAccountId, pinId, clientCount } = row;
    const signedIn = row.signedIn ? { portal: portalOf(row), clientCount } : undefined;
    return { practiceId, requestId, portalAccountId, pinId, signedIn };
  }

  /** Records that a try was refused. */
  async refuse({ practiceId, requestId, portalAccountId, pinId }: PinTry, device: string): Promise<void> {
    await this.database.run(refusePin, { practiceId, requestId, portalAccountId, pinId, device, activityId: newId() });
  }

  /**
   * Replaces the live PIN by a new one; undefined when the access cannot be used, or the day's limit is reached.
   *
   * @throws a unique violation when another was made for the same account at the same moment; the caller retries.
   */
  async replace(
    practiceId: string,
    portalAccessId: string,
    digits: HashUnderKey,
    staffMemberId: string,
  ): Promise<{ expiresAt: Date } | undefined> {
    const { keyId, hash } = digits;
    const ids = { pinId: newId(), activityId: newId() };
    const [row] = await this.database.run(replacePin, {
      practiceId,
      portalAccessId,
      staffMemberId,
      keyId,
      hash,
      ...ids,
    });
    return row;
  }

  /** The live PINs of these accounts, by account. */
  async listLive(practiceId: string, portalAccountIds: readonly string[]): Promise<Map<string, LivePin>> {
    const rows = await this.database.run(listLive, { practiceId, portalAccountIds });
    return new Map(rows.map((row) => [row.portalAccountId, row]));
  }

  /** Voids the account's live PIN. @returns how many there were */
  async voidAll(db: Queryable, practiceId: string, portalAccountId: string, reason: string): Promise<number> {
    return (await db.run(voidOfAccount, { practiceId, portalAccountId, reason })).length;
  }

  /** Deletes PINs that were spent or expired longer ago than the given days. */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(deleteSpent, { practiceId, days })).length;
  }
}
