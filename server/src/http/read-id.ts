import { notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';

/**
 * An id as a caller gave it.
 *
 * @throws Fault NOT_FOUND, the same as for an id that nothing has, when it can't be one.
 */
export function readId(id: string, what: string): string {
  if (!isId(id)) throw notFound(what);
  return id;
}
