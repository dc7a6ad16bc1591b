import type { Database, Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { newId } from '../lib/ids.ts';

/** An address that was given access to a client. */
export interface StoredAddress {
  portalAccountId: string;
  email: string;
}

// One index scan for each pattern: with a join, the planner reads every address.
const listLike = statement<StoredAddress, { practiceId: string; patterns: readonly string[] }>(
  'portal-account.list-like',
  sql`
  SELECT DISTINCT t.id AS "portalAccountId", t.email
    FROM unnest(:patterns::text[]) AS look(pattern)
    CROSS JOIN LATERAL (SELECT id, email FROM portal_account
                         WHERE practice_id = :practiceId AND email LIKE look.pattern OFFSET 0) t
   WHERE EXISTS (SELECT 1 FROM portal_access a WHERE a.practice_id = :practiceId AND a.portal_account_id = t.id)
   ORDER BY t.email LIMIT 5000`,
);

const findOrCreate = statement<{ id: string }, { practiceId: string; newId: string; email: string }>(
  'portal-account.find-or-create',
  sql`
  WITH created AS (
    INSERT INTO portal_account (practice_id, id, email) VALUES (:practiceId, :newId, :email)
    ON CONFLICT (practice_id, email) DO NOTHING RETURNING id
  )
  SELECT id FROM created
  UNION ALL
  SELECT id FROM portal_account WHERE practice_id = :practiceId AND email = :email LIMIT 1`,
);

// In a fixed order, so that two transactions that create the same accounts cannot deadlock.
const createMissing = statement<never, { practiceId: string; ids: readonly string[]; emails: readonly string[] }>(
  'portal-account.create-missing',
  sql`
  INSERT INTO portal_account (practice_id, id, email)
  SELECT :practiceId, a.id, a.email FROM unnest(:ids::uuid[], :emails::text[]) a (id, email) ORDER BY a.email
  ON CONFLICT (practice_id, email) DO NOTHING`,
);

// One index scan for each address, so that no plan reads every account of the practice.
const findMany = statement<{ id: string; email: string }, { practiceId: string; emails: readonly string[] }>(
  'portal-account.find-many',
  sql`
  SELECT t.id, t.email FROM unnest(:emails::text[]) AS wanted (email)
    CROSS JOIN LATERAL (SELECT id, email FROM portal_account
                         WHERE practice_id = :practiceId AND email = wanted.email OFFSET 0) t`,
);

/** Portal accounts. */
export class PortalAccountStore {
  constructor(private readonly database: Database) {}

  /** The practice's addresses on file that match one of these LIKE patterns. */
  async listLike(practiceId: string, patterns: readonly string[]): Promise<StoredAddress[]> {
    return this.database.run(listLike, { practiceId, patterns });
  }

  /** Finds or creates the portal account of an address. @returns its id */
  async findOrCreate(db: Queryable, practiceId: string, email: string): Promise<string> {
    for (;;) {
      const [row] = await db.run(findOrCreate, { practiceId, newId: newId(), email });
      // No row comes back when another transaction created it after this statement began; the next attempt finds it.
      if (row) return row.id;
    }
  }

  /** Finds or creates the portal accounts of several addresses. @returns the ids by address */
  async findOrCreateMany(
    db: Queryable,
    practiceId: string,
    addresses: readonly string[],
  ): Promise<Map<string, string>> {
    const emails = [...new Set(addresses)];
    if (emails.length === 0) return new Map();
    await db.run(createMissing, { practiceId, ids: emails.map(() => newId()), emails });
    const accounts = await db.run(findMany, { practiceId, emails });
    return new Map(accounts.map(({ id, email }) => [email, id]));
  }
}
