import { type HashUnderKey, KeyedHash } from '../lib/keyed-hash.ts';
import type { SecretKeys } from '../lib/secret-keys.ts';
import type { Database } from './database.ts';
import { sql } from './sql.ts';
import { statement } from './statement.ts';

/** Thrown when a key of this server is not the one that the database was used with; the message is for operators. */
export class WrongSecretKey extends Error {
  constructor(keyId: string) {
    super(
      `The secret key ${keyId} of this server is not the ${keyId} that its database was used with. Give every server the same SECRET_KEYS; if the old key is lost or replaced, give the new one another id.`,
    );
  }
}

const remember = statement<{ keyId: string }, { keyIds: string[]; values: Buffer[]; signsWith: string }>(
  'secret-key-check.remember',
  sql`
    INSERT INTO secret_key_check AS known (key_id, value, signed_at)
    SELECT k.key_id, k.value, CASE WHEN k.key_id = :signsWith THEN now() END
      FROM unnest(:keyIds::text[], :values::bytea[]) AS k (key_id, value)
    ON CONFLICT (key_id) DO UPDATE SET signed_at = excluded.signed_at
      WHERE excluded.signed_at IS NOT NULL AND known.value = excluded.value`,
);

const list = statement<{ keyId: string; value: Buffer; signsNow: boolean | null }>(
  'secret-key-check.list',
  sql`
    SELECT key_id AS "keyId", value, signed_at > now() - interval '1 day' AS "signsNow"
      FROM secret_key_check`,
  { pipelined: 'reads' },
);

/**
 * Compares this server's secret keys with those that its database was used with. For each key the
 * database holds a value that only the key could have made, and that says nothing about the key.
 */
export class SecretKeyCheck {
  readonly #values: HashUnderKey[];
  readonly #signsWith: string;

  constructor(
    private readonly database: Database,
    keys: SecretKeys,
  ) {
    const hash = new KeyedHash(keys, 'check');
    this.#values = hash.makeAll([]);
    this.#signsWith = hash.currentKeyId;
  }

  /**
   * Compares, and writes down which keys this server has and with which it signs.
   *
   * @returns as `compare`.
   * @throws WrongSecretKey
   */
  async remember(): Promise<string[]> {
    // A server that must not start leaves no trace.
    await this.compare();
    await this.database.run(remember, {
      keyIds: this.#values.map(({ keyId }) => keyId),
      values: this.#values.map(({ hash }) => hash),
      signsWith: this.#signsWith,
    });
    // Of two that start at the same moment on an empty database, one finds the other's key.
    return this.compare();
  }

  /**
   * Compares.
   *
   * @returns the ids of keys with which another server began to sign in the last day, and which this
   * server does not have: what they signed is refused here.
   * @throws WrongSecretKey
   */
  async compare(): Promise<string[]> {
    const mine = new Map(this.#values.map(({ keyId, hash }) => [keyId, hash]));
    const missing: string[] = [];
    for (const { keyId, value, signsNow } of await this.database.run(list, {})) {
      const own = mine.get(keyId);
      if (own && !own.equals(value)) throw new WrongSecretKey(keyId);
      if (!own && signsNow) missing.push(keyId);
    }
    return missing;
  }
}
