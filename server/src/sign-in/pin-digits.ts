import { randomInt } from 'node:crypto';
import { pinLength } from '@porchlight/shared/pin.ts';
import { idToBytes } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';

/** Six digits, each of the million equally likely, leading zeros and all. */
export const newPinDigits = (): string => String(randomInt(10 ** pinLength)).padStart(pinLength, '0');

/** What is stored of a PIN: bound to its own row, so equal digits never look equal. */
export function hashPin(hash: KeyedHash, pinId: string, digits: string): { keyId: string; digitsHash: Buffer } {
  return { keyId: hash.currentKeyId, digitsHash: hash.makeCurrent([idToBytes(pinId), Buffer.from(digits)]) };
}

/** Whether the digits belong to the PIN; takes the same time for every answer. */
export function isRightPin(
  hash: KeyedHash,
  pin: { id: string; keyId: string; digitsHash: Buffer },
  digits: string,
): boolean {
  return hash.matches(pin.keyId, [idToBytes(pin.id), Buffer.from(digits)], pin.digitsHash);
}
