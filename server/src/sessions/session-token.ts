import { hash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes } from '../lib/ids.ts';

/** The content of the cookie: the practice, which routes the query to its data, and 32 random bytes. */
export interface SessionToken {
  practiceId: string;
  /** SHA-256 of the random bytes; all that is stored. 256 random bits need no key and no salt. */
  hash: Buffer;
}

/** A new session's token: the hash that is stored, and the cookie's text for a practice. */
export function newSessionToken(): Pick<SessionToken, 'hash'> & { textFor: (practiceId: string) => string } {
  const secret = randomBytes(32);
  return {
    hash: hashOf(secret),
    textFor: (practiceId) => Buffer.concat([idToBytes(practiceId), secret]).toString('base64url'),
  };
}

/** Parses a cookie's text; undefined when its format is wrong. */
export function readSessionToken(text: string): SessionToken | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 48 || text.length !== 64) return undefined;
  return { practiceId: idFromBytes(bytes.subarray(0, 16)), hash: hashOf(bytes.subarray(16)) };
}

const hashOf = (secret: Buffer) => hash('sha256', secret, 'buffer');
