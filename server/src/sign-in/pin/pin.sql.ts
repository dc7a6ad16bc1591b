import { type Fragment, sql } from '../../db/sql.ts';

/** An SQL condition on a PIN: it was neither used nor voided. */
export const unspent = sql`redeemed_at IS NULL AND voided_at IS NULL`;

/**
 * An SQL expression for the stored hash of the digits: of the PIN's id, so that equal digits have different hashes, and
 * of the digits' keyed hash, so that the key stays outside the database.
 */
export const digitsHash = (pinId: Fragment, keyedHash: Fragment): Fragment =>
  sql`sha256(uuid_send(${pinId}) || ${keyedHash})`;
