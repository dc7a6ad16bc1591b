import type { Database } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { newId } from '../lib/ids.ts';
import { KeyedHash } from '../lib/keyed-hash.ts';
import { Sealer } from '../lib/sealer.ts';
import type { SecretKeys } from '../lib/secret-keys.ts';
import { idempotencyPolicy } from './idempotency-policy.ts';

/** Whose key it is: each caller has a key space of its own. */
export interface Caller {
  practiceId: string;
  staffMemberId: string;
}

/** A request that this server has claimed. */
export interface Claim {
  practiceId: string;
  id: string;
}

/** The result of a claim: claimed; answered before; in progress elsewhere; or the key belongs to another request. */
export type Claimed =
  | { outcome: 'claimed'; claim: Claim }
  | { outcome: 'answered'; answer: string }
  | { outcome: 'unanswered'; seconds: number }
  | { outcome: 'other-request' }
  | { outcome: 'gone' };

const keepTime = sql`make_interval(hours => ${idempotencyPolicy.keepHours})`;

interface ClaimValues {
  practiceId: string;
  id: string;
  callerId: string;
  key: string;
  keyId: string;
  requestHash: Buffer;
}

// The server that inserts the row has the claim.
const claim = statement<{ id: string }, ClaimValues>(
  'idempotency.claim',
  sql`
  INSERT INTO idempotency_key AS i (practice_id, id, caller_id, key, key_id, request_hash, created_at)
  VALUES (:practiceId, :id, :callerId, :key, :keyId, :requestHash, now())
  ON CONFLICT (practice_id, caller_id, key) DO UPDATE
    SET id = excluded.id, key_id = excluded.key_id, request_hash = excluded.request_hash, answer = NULL,
        created_at = excluded.created_at
    WHERE excluded.created_at - i.created_at > ${keepTime}
  RETURNING id`,
);

interface FoundKey {
  id: string;
  keyId: string;
  requestHash: Buffer;
  answer: string | null;
  seconds: number;
}

const find = statement<FoundKey, { practiceId: string; callerId: string; key: string }>(
  'idempotency.find',
  sql`
  SELECT id, key_id AS "keyId", request_hash AS "requestHash", answer,
         floor(extract(epoch FROM now() - created_at))::int AS seconds
    FROM idempotency_key WHERE practice_id = :practiceId AND caller_id = :callerId AND key = :key`,
);

const keepAnswer = statement<never, Claim & { answer: string }>(
  'idempotency.keep-answer',
  sql`UPDATE idempotency_key SET answer = :answer WHERE practice_id = :practiceId AND id = :id`,
);

const release = statement<never, Claim>(
  'idempotency.release',
  sql`DELETE FROM idempotency_key WHERE practice_id = :practiceId AND id = :id AND answer IS NULL`,
);

const deleteOld = statement<{ id: string }, { practiceId: string }>(
  'idempotency.delete-old',
  sql`
  DELETE FROM idempotency_key WHERE practice_id = :practiceId AND created_at < now() - ${keepTime} RETURNING id`,
);

/** Idempotency-Keys and the answers stored under them. */
export class IdempotencyStore {
  readonly #hash: KeyedHash;
  readonly #sealer: Sealer;

  constructor(
    private readonly database: Database,
    keys: SecretKeys,
  ) {
    this.#hash = new KeyedHash(keys, 'idempotency');
    this.#sealer = new Sealer(keys, 'idempotency answer');
  }

  /** Claims a request for this server, or says why it cannot be claimed. */
  async claim({ practiceId, staffMemberId: callerId }: Caller, key: string, request: string): Promise<Claimed> {
    const id = newId();
    const parts = [Buffer.from(request)];
    const { currentKeyId: keyId } = this.#hash;
    const requestHash = this.#hash.makeCurrent(parts);
    const claimed = await this.database.run(claim, { practiceId, id, callerId, key, keyId, requestHash });
    if (claimed.length === 1) return { outcome: 'claimed', claim: { practiceId, id } };

    const [other] = await this.database.run(find, { practiceId, callerId, key });
    if (!other) return { outcome: 'gone' };
    if (!this.#hash.matches(other.keyId, parts, other.requestHash)) return { outcome: 'other-request' };
    const answer = other.answer === null ? undefined : this.#sealer.open(other.answer, other.id);
    return answer === undefined ? { outcome: 'unanswered', seconds: other.seconds } : { outcome: 'answered', answer };
  }

  /** Stores the answer for the next request with the same key. */
  async keep({ practiceId, id }: Claim, answer: string): Promise<void> {
    await this.database.run(keepAnswer, { practiceId, id, answer: this.#sealer.seal(answer, id) });
  }

  /** Releases a claim: nothing was done. */
  async release({ practiceId, id }: Claim): Promise<void> {
    await this.database.run(release, { practiceId, id });
  }

  /** Deletes what is older than the policy's retention. */
  async purge(practiceId: string): Promise<number> {
    return (await this.database.run(deleteOld, { practiceId })).length;
  }
}
