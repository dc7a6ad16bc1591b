import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { SecretKey, SecretKeys } from './secret-keys.ts';

/** A hash, and which key it was made with. */
export interface HashUnderKey {
  keyId: string;
  hash: Buffer;
}

/**
 * HMAC-SHA-256 for one purpose, under keys that can be rotated. Each purpose has keys of its own
 * (HKDF, RFC 5869), so nothing made for one can pass for another.
 */
export class KeyedHash {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** The id of the key that new hashes are made with. */
  readonly currentKeyId: string;

  constructor(keys: SecretKeys, purpose: string) {
    this.#keys = new Map(keys.map((key) => [key.id, createSecretKey(deriveKey(key, purpose))]));
    this.currentKeyId = keys[0].id;
  }

  /**
   * The 32-byte hash of the parts.
   *
   * @returns undefined when no key has this id (any more).
   */
  make(keyId: string, parts: Buffer[]): Buffer | undefined {
    const key = this.#keys.get(keyId);
    if (!key) return undefined;
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  }

  /** The hash under the current key. */
  makeCurrent(parts: Buffer[]): Buffer {
    const hash = this.make(this.currentKeyId, parts);
    if (!hash) throw new Error('the current key is missing');
    return hash;
  }

  /** The hash under every key, for when it is not known which key was used. */
  makeAll(parts: Buffer[]): HashUnderKey[] {
    return [...this.#keys.keys()].flatMap((keyId) => {
      const hash = this.make(keyId, parts);
      return hash ? [{ keyId, hash }] : [];
    });
  }

  /** Compares in constant time; false when no key has this id. */
  matches(keyId: string, parts: Buffer[], hash: Buffer): boolean {
    const expected = this.make(keyId, parts);
    return expected !== undefined && expected.length === hash.length && timingSafeEqual(expected, hash);
  }
}

/** Derives the 32 bytes of a key for one purpose. */
export function deriveKey(key: SecretKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, '', `porchlight ${purpose}`, 32));
}
