import { recordActs } from '../../activity/record-acts.sql.ts';
import { countUsableAccesses, hasUsableAccess } from '../../clients/portal-access.sql.ts';
import { type Fragment, sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { portalColumns, type PortalRow } from '../../practice/portal.sql.ts';
import { startSession, type StartSessionValues } from '../../sessions/start-session.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';
import { digitsHash, unspent } from './pin.sql.ts';

// No row has this id. For an unknown address, the same index is searched for it.
const nilId = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

// The digits as they were typed, under the key of the PIN that they are compared with.
const typedHash = (keyId: Fragment) => sql`
  (SELECT typed.hash FROM unnest(:keyIds::text[], :hashes::bytea[]) AS typed (key_id, hash)
    WHERE typed.key_id = ${keyId})`;

type RedeemRow = PortalRow & {
  portalAccountId: string | null;
  pinId: string | null;
  signedIn: boolean;
  clientCount: number;
};

/**
 * Tries typed digits at the live PIN of an address. The UPDATE that compares also counts the try, and the row's lock
 * lets parallel tries pass one by one: no more than `pinTries` of them are ever compared. The session and its record
 * depend on it, so that there is never one without the other. Without a PIN there is nothing to compare with, and as
 * much is computed. The time is read in the FROM, because Citus takes no now() in the CASE of an UPDATE.
 */
export const redeemPin = statement<
  RedeemRow,
  StartSessionValues & {
    email: string;
    keyIds: readonly string[];
    hashes: readonly Buffer[];
    requestId: string;
    activityId: string;
  }
>(
  'pin.redeem',
  sql`
  WITH account AS (
    SELECT id FROM portal_account WHERE practice_id = :practiceId AND email = :email
  ), tried AS (
    UPDATE pin
       SET tries = tries + 1,
           redeemed_at = CASE WHEN digits_hash = ${digitsHash(sql`pin.id`, typedHash(sql`pin.key_id`))}
                               AND ${hasUsableAccess(sql`pin.practice_id`, sql`pin.portal_account_id`)} THEN try.now END
      FROM (SELECT now() AS now, coalesce((SELECT id FROM account), ${nilId}) AS account_id) try
     WHERE practice_id = :practiceId
       AND portal_account_id = try.account_id
       AND ${unspent} AND expires_at > now() AND tries < ${signInPolicy.pinTries}
    RETURNING practice_id, id, portal_account_id, redeemed_at
  ), claimed AS (
    SELECT practice_id, id, portal_account_id, NULL::uuid AS staff_member_id FROM tried WHERE redeemed_at IS NOT NULL
  ), ${startSession('pin')}, typed AS (
    INSERT INTO sign_in_request (practice_id, id, email, portal_account_id, outcome)
    SELECT :practiceId::uuid, :requestId::uuid, :email, (SELECT id FROM account),
           CASE WHEN EXISTS (SELECT 1 FROM claimed) THEN 'pin-accepted' ELSE 'pin-refused' END
  ), recorded AS (${recordActs(sql`
    SELECT c.practice_id, :activityId::uuid, 'signed-in', 'pin', NULL::uuid, c.portal_account_id, NULL::uuid,
           jsonb_build_object('requestId', :requestId::uuid, 'pinId', c.id, 'device', :device::text,
                              'sessionId', :sessionId::uuid)
      FROM claimed c`)}
  )
  SELECT (SELECT id FROM account) AS "portalAccountId",
         (SELECT id FROM tried) AS "pinId", c.id IS NOT NULL AS "signedIn",
         ${countUsableAccesses(sql`:practiceId`, sql`(SELECT portal_account_id FROM claimed)`)} AS "clientCount",
         ${portalColumns(sql`p`)},
         CASE WHEN NOT EXISTS (SELECT 1 FROM tried)
              THEN ${digitsHash(nilId, typedHash(sql`(:keyIds::text[])[1]`))} END
    FROM practice p LEFT JOIN claimed c ON c.practice_id = p.id
   WHERE p.id = :practiceId`,
  { pipelined: 'writes' },
);

/**
 * Records that a try was refused. Without a PIN to count the try on, it writes what was typed once more instead, so that
 * every refusal writes as much: what takes longer would tell whose address has a PIN.
 */
export const refusePin = statement<
  never,
  {
    practiceId: string;
    requestId: string;
    portalAccountId: string | null;
    pinId: string | null;
    device: string;
    activityId: string;
  }
>(
  'pin.refuse',
  sql`
  WITH recorded AS (${recordActs(sql`
    SELECT :practiceId::uuid, :activityId::uuid, 'pin.refused', 'refused', NULL::uuid, :portalAccountId::uuid, NULL::uuid,
           jsonb_build_object('requestId', :requestId::uuid, 'pinId', :pinId::uuid, 'device', :device::text)`)}
  )
  UPDATE sign_in_request SET outcome = outcome
   WHERE practice_id = :practiceId AND id = :requestId AND :pinId::uuid IS NULL`,
  { pipelined: 'writes' },
);
