import { parse, validate } from 'uuid';
import { uuidv7 } from 'uuidv7';

/**
 * A new id, ordered by time, also within a millisecond (UUID version 7, RFC 9562), so that indexes grow at their end.
 * Not a secret: the next id can be guessed.
 */
export const newId = (): string => uuidv7();

/** Whether a caller's text has the form of an id; any other is answered like an id that does not exist. */
export const isId = (text: string): boolean => validate(text);

/** The 16 bytes of an id. */
export const idToBytes = (id: string): Buffer => Buffer.from(parse(id));

/** The id of 16 bytes. */
export function idFromBytes(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
