import { parse, validate } from 'uuid';
import { uuidv7 } from 'uuidv7';

/**
 * A new id, ordered by time, also within a millisecond (UUID version 7, RFC 9562), so that indexes grow at their end.
 * Not a secret: who knows one id can come near the next.
 */
export const newId = (): string => uuidv7();

/** Whether a text given by a caller can be an id at all; one that cannot is answered like one that does not exist. */
export const isId = (text: string): boolean => validate(text);

/** The 16 bytes of an id. */
export const idToBytes = (id: string): Buffer => Buffer.from(parse(id));

/** The id that these 16 bytes spell. */
export function idFromBytes(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
