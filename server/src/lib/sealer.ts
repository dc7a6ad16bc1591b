import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './keyed-hash.ts';
import type { SecretKeys } from './secret-keys.ts';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts for one purpose, under keys that can be rotated, so that a copy of the database cannot be read. */
export class Sealer {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #currentKeyId: string;

  constructor(keys: SecretKeys, purpose: string) {
    this.#keys = new Map(keys.map((key) => [key.id, deriveKey(key, purpose)]));
    this.#currentKeyId = keys[0].id;
  }

  /** @param place where it is stored, as associated data: copied to another place, it cannot be decrypted. */
  seal(text: string, place: string): string {
    const key = this.#keys.get(this.#currentKeyId);
    if (!key) throw new Error('the current key is missing');
    const iv = randomBytes(ivBytes);
    const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(place));
    const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
    return `${this.#currentKeyId}.${Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64url')}`;
  }

  /** @returns undefined when its key is gone, or when it was not encrypted for this place. */
  open(sealed: string, place: string): string | undefined {
    const [keyId = '', text = ''] = sealed.split('.');
    const key = this.#keys.get(keyId);
    const bytes = Buffer.from(text, 'base64url');
    if (!key || bytes.length < ivBytes + tagBytes) return undefined;
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      return opening.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
    } catch {
      return undefined;
    }
  }
}
