import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One key of the configuration, by the id that credentials made with it carry. */
export interface SecretKey {
  id: string;
  bytes: Buffer;
}

/** The keys in order: the first signs, all verify, so that a key can be rotated. */
export type SecretKeys = readonly [SecretKey, ...SecretKey[]];

/**
 * Reads `id:base64,id:base64`.
 *
 * @returns the keys, or what is wrong, as the end of a sentence.
 */
export function parseSecretKeys(text: string): SecretKeys | string {
  const keys = text.split(',').map((pair) => {
    const [id = '', base64 = ''] = pair.trim().split(/:(.*)/s);
    return { id, bytes: Buffer.from(base64, 'base64'), wellFormed: /^[A-Za-z0-9+/_-]+={0,2}$/.test(base64) };
  });
  const ids = keys.map((key) => key.id);
  if (!ids.every((id) => /^[a-z0-9]{1,8}$/i.test(id)))
    return 'must be id:base64 pairs, each id 1 to 8 letters or digits';
  if (!keys.every((key) => key.wellFormed)) return 'must be id:base64 pairs, separated by commas';
  if (!keys.every((key) => key.bytes.length >= 32))
    return 'must hold at least 32 random bytes per key (openssl rand -base64 32)';
  if (new Set(ids).size !== ids.length) return 'must not name one key id twice';
  return keys.map(({ id, bytes }) => ({ id, bytes })) as unknown as SecretKeys;
}

/** Outside production: the keys in the data folder, generated at the first start. */
export function keptSecretKeys(dataDir: string): SecretKeys {
  const file = join(dataDir, 'secret-keys');
  if (!existsSync(file)) makeSecretKeys(dataDir, file);
  chmodSync(file, 0o600);
  const keys = parseSecretKeys(readFileSync(file, 'utf8').trim());
  if (typeof keys === 'string') throw new Error(`${file} ${keys}`);
  return keys;
}

/** Written to a temporary file and linked atomically, so that servers that start at once use the same keys. */
function makeSecretKeys(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
}
