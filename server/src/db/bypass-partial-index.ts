import { type Fragment, sql } from './sql.ts';

/**
 * An expression for a column's value ('' for null) that no partial index matches, for a condition on a row that is
 * found by its key. While a partial index is nearly empty, say that of the waiting rows, the planner prefers it to the
 * key, and a plan that is cached then would later scan all waiting rows.
 */
export const bypassPartialIndex = (column: Fragment): Fragment => sql`coalesce(${column}, '')`;
