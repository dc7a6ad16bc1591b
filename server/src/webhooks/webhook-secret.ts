import { idToBytes } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import type { SecretSource } from './webhook-endpoint.ts';

/**
 * The secret that signs an endpoint's deliveries (Standard Webhooks: `whsec_` and 32 bytes). It is derived, so no
 * copy of the database holds it.
 *
 * @returns undefined when its key is no longer in the configuration.
 */
export function webhookSecret(hash: KeyedHash, { id, keyId, rotation }: SecretSource): string | undefined {
  return derive(hash, id, keyId, rotation);
}

/** The secrets that sign now: the current one, and for a day after a rotation the previous one. */
export function signingSecrets(hash: KeyedHash, facts: SecretSource): string[] {
  const { id, oldKeyId, rotation } = facts;
  const old = oldKeyId === null ? undefined : derive(hash, id, oldKeyId, rotation - 1);
  return [webhookSecret(hash, facts), old].filter((secret) => secret !== undefined);
}

function derive(hash: KeyedHash, id: string, keyId: string, rotation: number): string | undefined {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(rotation);
  const bytes = hash.make(keyId, [idToBytes(id), number]);
  return bytes && `whsec_${bytes.toString('base64')}`;
}
