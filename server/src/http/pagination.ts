import { badInput } from '../lib/fault.ts';

/** The arguments of a page (Relay Cursor Connections). */
export interface PageArguments {
  first: number;
  after: string | undefined;
}

/**
 * Validates the size of a page.
 *
 * @throws Fault BAD_USER_INPUT
 */
export function readPageSize(first: number | null | undefined, whenAbsent: number, most = 100): number {
  const count = first ?? whenAbsent;
  if (count < 1 || count > most) throw badInput('first', `Ask for 1 to ${most} at a time.`);
  return count;
}

/** Writes an opaque cursor that holds where the next page begins. */
export const writeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/**
 * Reads a cursor whose parts must each pass a check.
 *
 * @throws Fault BAD_USER_INPUT when it is malformed.
 */
export function readCursor(
  after: string | null | undefined,
  checks: readonly ((part: string) => boolean)[],
): string[] | undefined {
  if (after === null || after === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (
      Array.isArray(read) &&
      read.length === checks.length &&
      checks.every((check, n) => isText(read[n]) && check(read[n]))
    ) {
      return read as string[];
    }
  } catch {
    // Refused below like any other malformed cursor.
  }
  throw badInput('after', 'That cursor is not from this list.');
}

/** Makes a page of its rows; one row more than its size tells that another page follows. */
export function toConnection<Row, Node>(
  rows: Row[],
  { first, after }: PageArguments,
  cursorOf: (row: Row) => string,
  toNode: (row: Row) => Node,
) {
  const edges = rows.slice(0, first).map((row) => ({ cursor: cursorOf(row), node: toNode(row) }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== undefined,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Whether a text is a time as cursors write it: Postgres refuses February 30 and the year 0. */
export const isTime = (text: string): boolean => {
  const time = Date.parse(text);
  return time > 0 && text.length === 24 && new Date(time).toISOString() === text;
};

const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');
