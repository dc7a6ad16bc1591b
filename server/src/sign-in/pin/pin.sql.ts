import { type Fragment, sql } from '../../db/sql.ts';

/** An SQL condition on a PIN: it was neither used nor voided. */
export const unspent = sql`redeemed_at IS NULL AND voided_at IS NULL`;

/**
 * An SQL expression: what is stored of the digits. It is bound to the PIN's own row, so that equal digits never look
 * equal, and made of their keyed hash, so that the key stays outside the database.
 */
export const digitsHash = (pinId: Fragment, keyedHash: Fragment): Fragment =>
  sql`sha256(uuid_send(${pinId}) || ${keyedHash})`;
