import { notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';

/**
 * Validates an id.
 *
 * @throws Fault NOT_FOUND when the text is no id, as for an id that does not exist.
 */
export function readId(id: string, what: string): string {
  if (!isId(id)) throw notFound(what);
  return id;
}
