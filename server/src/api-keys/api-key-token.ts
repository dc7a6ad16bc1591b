import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { idFromBytes, idToBytes } from '../lib/ids.ts';

/** The parts of an API key's text, and what is stored of them. */
export interface ApiKeyToken {
  practiceId: string;
  /** SHA-256 of the random bytes; all that is stored. 256 random bits need no key and no salt. */
  hash: Buffer;
}

const prefix = 'plk_';
const lengths = { secret: 43, practice: 22, checksum: 6 } as const;
const shape = /^plk_([0-9A-Za-z]{43})([0-9A-Za-z]{22})([0-9A-Za-z]{6})$/;

/**
 * A new key's text: `plk_`, 32 random bytes, the practice's id and a checksum, all in base 62. Secret
 * scanners find it by the prefix and verify it by the checksum; the practice's id routes the query to the
 * practice's data.
 */
export function newApiKeyToken(practiceId: string): ApiKeyToken & { text: string; start: string } {
  const secret = randomBytes(32);
  const text = `${prefix}${toBase62(secret, lengths.secret)}${toBase62(idToBytes(practiceId), lengths.practice)}`;
  return {
    practiceId,
    hash: hashOf(secret),
    text: `${text}${checksum(text)}`,
    start: text.slice(0, prefix.length + 4),
  };
}

/** Parses a key's text; undefined when the format or the checksum is wrong. */
export function readApiKeyToken(text: string): ApiKeyToken | undefined {
  const [, secretText, practiceText, sum] = shape.exec(text) ?? [];
  if (!secretText || !practiceText || sum !== checksum(text.slice(0, -lengths.checksum))) return undefined;
  const secret = fromBase62(secretText, 32);
  const practice = fromBase62(practiceText, 16);
  return secret && practice && { practiceId: idFromBytes(practice), hash: hashOf(secret) };
}

const hashOf = (secret: Buffer) => createHash('sha256').update(secret).digest();

function checksum(text: string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(text));
  return toBase62(sum, lengths.checksum);
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function toBase62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let n = 0; n < length; n += 1) {
    text = `${digits[Number(rest % 62n)]}${text}`;
    rest /= 62n;
  }
  return text;
}

/** Undefined when the number does not fit into so many bytes. */
function fromBase62(text: string, length: number): Buffer | undefined {
  let number = 0n;
  for (const digit of text) number = number * 62n + BigInt(digits.indexOf(digit));
  const hex = number.toString(16).padStart(length * 2, '0');
  return hex.length === length * 2 ? Buffer.from(hex, 'hex') : undefined;
}
