import { type Fragment, sql } from './sql.ts';

/**
 * The text of a column in a condition on a row that is found by its key. The value is the column's
 * own, '' for none; it is only written so that no partial index fits. For one of, say, the waiting
 * rows looks like the shortest way to any of them while none wait; a plan made then would, from then
 * on, walk all that do.
 */
export const bypassPartialIndex = (column: Fragment): Fragment => sql`coalesce(${column}, '')`;
