import type { Database, Transaction } from '../db/database.ts';
import { type Fragment, sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { StaffSession } from '../sessions/session.ts';
import { apiBudget, type Spent } from './api-budget.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import type { ApiKeyToken } from './api-key-token.ts';
import { permissionsOfScopes, type Scope } from '../permissions/scopes.ts';

/** An API key without its secret. */
export interface ApiKey {
  id: string;
  name: string;
  tokenStart: string;
  scopes: Scope[];
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  expired: boolean;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const selectKeys = sql`
  SELECT k.id, m.name, k.token_start AS "tokenStart", k.scopes, k.created_at AS "createdAt", c.name AS "createdBy",
         k.expires_at AS "expiresAt", coalesce(k.expires_at <= now(), false) AS expired, k.revoked_at AS "revokedAt",
         k.last_used_at AS "lastUsedAt"
    FROM api_key k
    JOIN staff_member m ON m.practice_id = k.practice_id AND m.id = k.id
    JOIN staff_member c ON c.practice_id = k.practice_id AND c.id = k.created_by
   WHERE k.practice_id = :practiceId`;

const listKeys = statement<ApiKey, { practiceId: string }>(
  'api-key.list',
  sql`${selectKeys} ORDER BY k.revoked_at DESC NULLS FIRST, k.created_at DESC, k.id DESC`,
);

const findKeyById = statement<ApiKey, { practiceId: string; id: string }>(
  'api-key.find-by-id',
  sql`${selectKeys} AND k.id = :id`,
);

const findByToken = statement<
  { practiceId: string; staffMemberId: string; name: string; scopes: Scope[] },
  { practiceId: string; tokenHash: Buffer }
>(
  'api-key.find-by-token',
  sql`
  SELECT k.practice_id AS "practiceId", k.id AS "staffMemberId", m.name, k.scopes
    FROM api_key k
    JOIN staff_member m ON m.practice_id = k.practice_id AND m.id = k.id
   WHERE k.practice_id = :practiceId AND k.token_hash = :tokenHash
     AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
  { pipelined: 'reads' },
);

/** A new API key: its row, and the `days` until it expires; null for never. */
interface NewApiKey {
  practiceId: string;
  id: string;
  tokenHash: Buffer;
  tokenStart: string;
  scopes: readonly Scope[];
  createdBy: string;
  days: number | null;
}

const insertKey = statement<{ id: string }, NewApiKey>(
  'api-key.insert',
  sql`
  INSERT INTO api_key (practice_id, id, token_hash, token_start, scopes, created_by, expires_at)
  VALUES (:practiceId, :id, :tokenHash, :tokenStart, :scopes, :createdBy, now() + make_interval(days => :days))
  RETURNING id`,
);

const countLive = statement<{ count: number }, { practiceId: string }>(
  'api-key.count-live',
  sql`SELECT count(*)::int AS count FROM api_key WHERE practice_id = :practiceId AND revoked_at IS NULL`,
);

/** An UPSERT that spends points of one holder's budget and resets it in a new minute. */
// What was spent counts while the window that it began has not ended: `excluded.ends_at` is a window from now.
const window = sql`make_interval(secs => ${apiBudget.windowSeconds})`;
const isCurrent = sql`excluded.ends_at - b.ends_at < ${window}`;

const spendOf = (holderId: Fragment, condition: Fragment) => sql`
  INSERT INTO api_budget AS b (practice_id, id, spent, ends_at)
  SELECT :practiceId::uuid, ${holderId}, :points::int, now() + ${window}
   ${condition}
  ON CONFLICT (practice_id, id) DO UPDATE SET
    spent = CASE WHEN ${isCurrent} THEN least(b.spent + excluded.spent, 1000000000) ELSE excluded.spent END,
    ends_at = CASE WHEN ${isCurrent} THEN b.ends_at ELSE excluded.ends_at END
  RETURNING spent, ends_at`;

const secondsUntil = (end: Fragment) => sql`ceil(extract(epoch FROM ${end} - now()))::int`;

interface SpentRow {
  spent: number;
  seconds: number;
  practiceSpent: number | null;
  practiceSeconds: number | null;
}

// One round trip for both budgets and the last use. A key over its own budget does not charge the practice's.
const spend = statement<SpentRow, { practiceId: string; id: string; points: number }>(
  'api-key.spend',
  sql`
  WITH used AS (
    UPDATE api_key SET last_used_at = now()
     WHERE practice_id = :practiceId AND id = :id
       AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
  ), of_key AS (${spendOf(sql`:id::uuid`, sql``)}
  ), of_practice AS (${spendOf(sql`:practiceId::uuid`, sql`FROM of_key WHERE of_key.spent <= ${apiBudget.key}`)}
  )
  SELECT k.spent, ${secondsUntil(sql`k.ends_at`)} AS seconds,
         p.spent AS "practiceSpent", ${secondsUntil(sql`p.ends_at`)} AS "practiceSeconds"
    FROM of_key k LEFT JOIN of_practice p ON true`,
);

/** API keys and their budgets. */
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  /** The key's holder; undefined when the key is unknown, revoked or expired. */
  async findSession({ practiceId, hash }: ApiKeyToken): Promise<StaffSession | undefined> {
    const [row] = await this.database.run(findByToken, { practiceId, tokenHash: hash });
    if (!row) return undefined;
    const { scopes, ...key } = row;
    return { kind: 'staff', sessionId: undefined, ...key, permissions: permissionsOfScopes(scopes) };
  }

  /** Every key of the practice: those in use first, then the revoked ones, newest first. */
  async list(practiceId: string): Promise<ApiKey[]> {
    return this.database.run(listKeys, { practiceId });
  }

  async find(practiceId: string, id: string): Promise<ApiKey | undefined> {
    return (await this.database.run(findKeyById, { practiceId, id }))[0];
  }

  /** How many keys were not revoked, expired ones included. */
  async count(practiceId: string): Promise<number> {
    return (await this.database.run(countLive, { practiceId }))[0]?.count ?? 0;
  }

  async add(transaction: Transaction, key: NewApiKey): Promise<void> {
    await transaction.run(insertKey, key);
  }

  /**
   * Revokes a key. Every server refuses it from the next request on.
   *
   * @returns false when it was revoked already.
   */
  async revoke(transaction: Transaction, practiceId: string, id: string, by: string): Promise<boolean> {
    const { affected } = await transaction.manager
      .createQueryBuilder()
      .update(ApiKeyEntity)
      .set({ revokedAt: () => 'now()', revokedBy: by })
      .where('practice_id = :practiceId AND id = :id AND revoked_at IS NULL', { practiceId, id })
      .execute();
    return affected === 1;
  }

  /** Spends points of the budgets of a key and of its practice, and records the use. */
  async spend(practiceId: string, id: string, points: number): Promise<Spent> {
    const [row] = await this.database.run(spend, { practiceId, id, points });
    if (!row) throw new Error('spending gave no answer');
    const key = { remaining: Math.max(0, apiBudget.key - row.spent), resetSeconds: row.seconds };
    if (row.practiceSpent === null || row.practiceSeconds === null) {
      return { key, practice: undefined, refusedFor: row.seconds };
    }
    const remaining = Math.max(0, apiBudget.practice - row.practiceSpent);
    const practice = { remaining, resetSeconds: row.practiceSeconds };
    return { key, practice, refusedFor: row.practiceSpent > apiBudget.practice ? row.practiceSeconds : undefined };
  }
}
