import { insertActivityText } from '../../activity/activity.store.ts';
import { clientsSeenText, opensText, seesSomeoneText } from '../../clients/portal-access.sql.ts';
import { type Database, quickAct, type Queryable, statement } from '../../db/database.ts';
import { newId } from '../../lib/ids.ts';
import type { HashUnderKey } from '../../lib/keyed-hash.ts';
import { type PortalFace, type PortalFaceRow, portalFaceOf, portalFaceText } from '../../practice/practice.store.ts';
import { insertSessionText, replaceSessionText } from '../../sessions/session.store.ts';
import type { NewSession } from '../../sessions/new-session.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** What was typed and written down, and what it was tried at: whose address it is, and their live PIN, if any. */
export interface PinTry {
  practiceId: string;
  requestId: string;
  portalAccountId: string | null;
  pinId: string | null;
  /** Only for the right PIN. */
  signedIn: { portal: PortalFace; clientsSeen: number } | undefined;
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

// What is stored of the digits: bound to the PIN's own row, so that equal digits never look equal, and made of their
// keyed hash, so that the key stays outside the database.
const digitsHashText = (id: string, keyedHash: string): string => `sha256(uuid_send(${id}) || ${keyedHash})`;

// The digits as they were typed, under the key of the PIN that they are compared with.
const typedHashText = (keyId: string): string =>
  `(SELECT typed.hash FROM unnest($3::text[], $4::bytea[]) AS typed (key_id, hash) WHERE typed.key_id = ${keyId})`;

// A try is counted by the same UPDATE that compares, and the row's lock lets parallel tries pass one by one: no more
// than `pinTries` of them are ever compared. The session and its record hang on it, so that there is never one without
// the other. Without a PIN there is nothing to compare with, and as much is computed.
const redeem = quickAct<
  PortalFaceRow & { clientsSeen: number; signedIn: boolean } & Pick<PinTry, 'practiceId' | 'portalAccountId' | 'pinId'>
>(
  'redeem-pin',
  `WITH portal AS (
     SELECT practice_id FROM portal_address WHERE slug = $1
   ), account AS (
     SELECT id FROM portal_account WHERE practice_id = (SELECT practice_id FROM portal) AND email = $2
   ), tried AS (
     UPDATE pin
        SET tries = tries + 1,
            redeemed_at = CASE WHEN digits_hash = ${digitsHashText('pin.id', typedHashText('pin.key_id'))}
                                AND ${seesSomeoneText('pin.practice_id', 'pin.portal_account_id')} THEN now() END
      WHERE practice_id = (SELECT practice_id FROM portal)
        AND portal_account_id = coalesce((SELECT id FROM account), ${nobody})
        AND ${live} AND expires_at > now() AND tries < ${signInPolicy.pinTries}
     RETURNING practice_id, id, portal_account_id, redeemed_at
   ), claimed AS (
     SELECT * FROM tried WHERE redeemed_at IS NOT NULL
   ), started AS (${insertSessionText(
     `SELECT c.practice_id, $6::uuid, $7::bytea, c.portal_account_id, NULL::uuid, 'pin', $8::text, $9::int, $10::int
        FROM claimed c`,
   )}), replaced AS (${replaceSessionText('$11', '$12', 'EXISTS (SELECT 1 FROM claimed)')}
   ), typed AS (
     INSERT INTO sign_in_request (practice_id, id, email, portal_account_id, outcome)
     SELECT practice_id, $5::uuid, $2, (SELECT id FROM account),
            CASE WHEN EXISTS (SELECT 1 FROM claimed) THEN 'pin-accepted' ELSE 'pin-refused' END
       FROM portal
   ), recorded AS (${insertActivityText(
     `SELECT c.practice_id, $13::uuid, 'signed-in', 'pin', NULL::uuid, c.portal_account_id, NULL::uuid,
             jsonb_build_object('requestId', $5::uuid, 'pinId', c.id, 'device', $8::text, 'sessionId', $6::uuid)
        FROM claimed c`,
   )})
   SELECT portal.practice_id AS "practiceId", (SELECT id FROM account) AS "portalAccountId",
          (SELECT id FROM tried) AS "pinId", c.id IS NOT NULL AS "signedIn",
          ${clientsSeenText('c.practice_id', 'c.portal_account_id')} AS "clientsSeen", ${portalFaceText('p')},
          CASE WHEN NOT EXISTS (SELECT 1 FROM tried) THEN ${digitsHashText(nobody, typedHashText('($3::text[])[1]'))} END
     FROM portal LEFT JOIN claimed c ON true LEFT JOIN practice p ON p.id = c.practice_id`,
);

// Where there was no PIN to count the try on, what was typed is written once more instead, so that every refusal writes
// as much: what takes longer would tell whose address has a PIN.
const refuse = quickAct(
  'refuse-pin',
  `WITH settled AS (
     UPDATE sign_in_request SET outcome = outcome WHERE practice_id = $1 AND id = $2 AND $4::uuid IS NULL
   ) ${insertActivityText(
     `SELECT $1::uuid, $6::uuid, 'pin.refused', 'refused', NULL::uuid, $3::uuid, NULL::uuid,
             jsonb_build_object('requestId', $2::uuid, 'pinId', $4::uuid, 'device', $5::text)`,
   )}`,
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
     SELECT a.practice_id, $3::uuid, a.portal_account_id, $4::uuid, $5, ${digitsHashText('$3::uuid', '$6::bytea')},
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

  /**
   * Tries the digits at the PIN of this address, and counts the try; the right PIN is redeemed, once, and starts the
   * session.
   *
   * @returns undefined when there is no portal at this address; nothing is written then.
   */
  async redeem(
    typed: { slug: string; email: string; digits: readonly HashUnderKey[] },
    session: NewSession,
  ): Promise<PinTry | undefined> {
    const requestId = newId();
    const [row] = await this.database.run(redeem, [
      typed.slug.toLowerCase(),
      typed.email,
      typed.digits.map(({ keyId }) => keyId),
      typed.digits.map(({ hash }) => hash),
      requestId,
      session.id,
      session.tokenHash,
      session.device,
      session.idleMinutes,
      session.lifetimeMinutes,
      session.replaces?.practiceId ?? null,
      session.replaces?.sessionId ?? null,
      newId(),
    ]);
    if (!row) return undefined;
    const { practiceId, portalAccountId, pinId, clientsSeen } = row;
    const signedIn = row.signedIn ? { portal: portalFaceOf(row), clientsSeen } : undefined;
    return { practiceId, requestId, portalAccountId, pinId, signedIn };
  }

  /** Records that a try was refused. */
  async refuse({ practiceId, requestId, portalAccountId, pinId }: PinTry, device: string): Promise<void> {
    await this.database.run(refuse, [practiceId, requestId, portalAccountId, pinId, device, newId()]);
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
    digits: HashUnderKey,
    staffMemberId: string,
  ): Promise<{ expiresAt: Date } | undefined> {
    const values = [practiceId, portalAccessId, newId(), staffMemberId, digits.keyId, digits.hash, newId()];
    const [row] = await this.database.run(replacePin, values);
    return row;
  }

  /** The live PINs of these accounts, by account. */
  async listLive(practiceId: string, portalAccountIds: readonly string[]): Promise<Map<string, LivePin>> {
    const rows = await this.database.run(listLive, [practiceId, portalAccountIds]);
    return new Map(rows.map((row) => [row.portalAccountId, row]));
  }

  /** Makes the account's live PIN useless, and says how many there were. */
  async voidAll(sql: Queryable, practiceId: string, portalAccountId: string, reason: string): Promise<number> {
    return (await sql.run(voidOfAccount, [practiceId, portalAccountId, reason])).length;
  }

  /** Deletes PINs that were spent or expired longer ago than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteSpent, [days])).length;
  }
}
