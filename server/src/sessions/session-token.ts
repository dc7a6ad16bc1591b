import { hash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes } from '../lib/ids.ts';

/** What a browser keeps: the practice, so that the look-up stays with its data, and 32 random bytes. */
export interface SessionToken {
  practiceId: string;
  /** SHA-256 of the random bytes; all that is stored. 256 random bits need no key and no salt. */
  hash: Buffer;
}

/** A new session's token: what is stored of it, and the cookie's text at a practice. */
export function newSessionToken(): Pick<SessionToken, 'hash'> & { textFor: (practiceId: string) => string } {
  const secret = randomBytes(32);
  return {
    hash: hashOf(secret),
    textFor: (practiceId) => Buffer.concat([idToBytes(practiceId), secret]).toString('base64url'),
  };
}

/** Reads a cookie's text; undefined when it was never one of ours. */
export function readSessionToken(text: string): SessionToken | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 48 || text.length !== 64) return undefined;
  return { practiceId: idFromBytes(bytes.subarray(0, 16)), hash: hashOf(bytes.subarray(16)) };
}

const hashOf = (secret: Buffer) => hash('sha256', secret, 'buffer');
