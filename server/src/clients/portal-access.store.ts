import { type Database, type Queryable, type Statement, type Transaction, statement } from '../db/database.ts';
import type { JobQueue } from '../db/job-queue.ts';
import { sql } from '../db/sql.ts';
import { statement as named } from '../db/statement.ts';
import { newId } from '../lib/ids.ts';
import { queueMailText } from '../mail/queue-mail.ts';
import { mailFactsText } from '../practice/mail-facts.sql.ts';
import type { Relationship } from './portal-access.ts';
import { seesSomeoneText } from './portal-access.sql.ts';
import { PortalAccessEntity } from './portal-access.entity.ts';

/** An access with the address it belongs to and the client it opens. */
export interface PortalAccess {
  practiceId: string;
  id: string;
  clientId: string;
  clientName: string;
  clientArchived: boolean;
  portalAccountId: string;
  email: string;
  relationship: Relationship;
  person: string | null;
  active: boolean;
  invitedAt: Date | null;
  invitedBy: string | null;
  version: number;
}

/** An address that was given access to a client. */
export interface StoredAddress {
  portalAccountId: string;
  email: string;
}

const selectAccess = `
  SELECT a.practice_id AS "practiceId", a.id, a.client_id AS "clientId", c.first_name || ' ' || c.last_name AS "clientName",
         c.archived_at IS NOT NULL AS "clientArchived", a.portal_account_id AS "portalAccountId", t.email,
         a.relationship, a.person, a.active, a.invited_at AS "invitedAt", a.invited_by AS "invitedBy", a.version
    FROM portal_access a
    JOIN client c ON c.practice_id = a.practice_id AND c.id = a.client_id
    JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
   WHERE a.practice_id = $1`;

const findAccess = statement<PortalAccess>('find-portal-access', `${selectAccess} AND a.id = $2`);
const ofClients = statement<PortalAccess>(
  'list-portal-accesses-of-clients',
  `${selectAccess} AND a.client_id = ANY ($2::uuid[]) ORDER BY a.created_at, a.id`,
);
const ofAccounts = statement<PortalAccess>(
  'list-portal-accesses-of-accounts',
  `${selectAccess} AND a.portal_account_id = ANY ($2::uuid[]) ORDER BY c.sort_name, a.id`,
);

// Looked up pattern by pattern: joined freely, the planner reads every address once for all of them together.
const addressesLike = statement<StoredAddress>(
  'list-addresses-like',
  `SELECT DISTINCT t.id AS "portalAccountId", t.email
     FROM unnest($2::text[]) AS look(pattern)
     CROSS JOIN LATERAL (SELECT id, email FROM portal_account
                          WHERE practice_id = $1 AND email LIKE look.pattern OFFSET 0) t
    WHERE EXISTS (SELECT 1 FROM portal_access a WHERE a.practice_id = $1 AND a.portal_account_id = t.id)
    ORDER BY t.email LIMIT 5000`,
);

// Locked in one order, so that two who change the accesses of an address at once wait for each other.
const lockOne = statement<PortalAccess>('lock-portal-access', `${selectAccess} AND a.id = $2 FOR UPDATE OF a`);
const lockOfAccount = statement<PortalAccess>(
  'lock-portal-accesses-of-account',
  `${selectAccess} AND a.portal_account_id = $2 ORDER BY a.id FOR UPDATE OF a`,
);

// The account of an address is made when it is first needed; made by two at once, both get the same one.
const accountFor = statement<{ id: string }>(
  'account-for-address',
  `WITH made AS (
     INSERT INTO portal_account (practice_id, id, email) VALUES ($1, $2, $3)
     ON CONFLICT (practice_id, email) DO NOTHING RETURNING id
   )
   SELECT id FROM made UNION ALL SELECT id FROM portal_account WHERE practice_id = $1 AND email = $3 LIMIT 1`,
);

const setActive = statement<{ id: string }>(
  'set-portal-access-active',
  `UPDATE portal_access SET active = $3, version = version + 1
    WHERE practice_id = $1 AND id = $2 AND active <> $3 RETURNING id`,
);

const describe = statement<{ id: string }>(
  'describe-portal-access',
  `UPDATE portal_access SET relationship = $3, person = $4, version = version + 1
    WHERE practice_id = $1 AND id = $2 RETURNING id`,
);

const remove = statement<{ id: string }>(
  'remove-portal-access',
  'DELETE FROM portal_access WHERE practice_id = $1 AND id = $2 RETURNING id',
);

const moveToAccount = statement<{ id: string }>(
  'move-portal-access',
  `UPDATE portal_access SET portal_account_id = $3, invited_at = NULL, invited_by = NULL, version = version + 1
    WHERE practice_id = $1 AND id = $2 RETURNING id`,
);

// In one order, so that two who make the same accounts at once wait for each other.
const makeAccounts = named<never, { practiceId: string; ids: readonly string[]; emails: readonly string[] }>(
  'portal-account.make-many',
  sql`INSERT INTO portal_account (practice_id, id, email)
      SELECT :practiceId, a.id, a.email FROM unnest(:ids::uuid[], :emails::text[]) a (id, email) ORDER BY a.email
      ON CONFLICT (practice_id, email) DO NOTHING`,
);

// Looked up one by one, so that no plan reads every account of the practice.
const findAccounts = named<{ id: string; email: string }, { practiceId: string; emails: readonly string[] }>(
  'portal-account.find-many',
  sql`SELECT t.id, t.email FROM unnest(:emails::text[]) AS wanted (email)
        CROSS JOIN LATERAL (SELECT id, email FROM portal_account
                             WHERE practice_id = :practiceId AND email = wanted.email OFFSET 0) t`,
);

const insertMany = named<never, { practiceId: string; accesses: string }>(
  'portal-access.insert-many',
  sql`INSERT INTO portal_access (practice_id, id, client_id, portal_account_id, relationship, person)
      SELECT :practiceId, j.id, j."clientId", j."portalAccountId", j.relationship, j.person
        FROM jsonb_to_recordset(:accesses::jsonb)
          AS j (id uuid, "clientId" uuid, "portalAccountId" uuid, relationship text, person text)`,
);

/** Which portal account may see which client. */
export class PortalAccessStore {
  readonly #notifyOldAddress: Statement<never>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    this.#notifyOldAddress = notifyOldAddressStatement(jobs);
  }

  async find(practiceId: string, id: string): Promise<PortalAccess | undefined> {
    const [row] = await this.database.run(findAccess, [practiceId, id]);
    return row;
  }

  async listOfClients(practiceId: string, clientIds: readonly string[]): Promise<PortalAccess[]> {
    return this.database.run(ofClients, [practiceId, clientIds]);
  }

  async listOfAccounts(practiceId: string, portalAccountIds: readonly string[]): Promise<PortalAccess[]> {
    return this.database.run(ofAccounts, [practiceId, portalAccountIds]);
  }

  /** The practice's addresses on file that match one of these LIKE patterns. */
  async listAddressesLike(practiceId: string, patterns: readonly string[]): Promise<StoredAddress[]> {
    return this.database.run(addressesLike, [practiceId, patterns]);
  }

  /** An access as it is now, which nobody else can change until the transaction ends. */
  async lock(transaction: Transaction, practiceId: string, id: string): Promise<PortalAccess | undefined> {
    const [row] = await transaction.run(lockOne, [practiceId, id]);
    return row;
  }

  /** Every access of an account, likewise. */
  async lockAllOfAccount(transaction: Transaction, practiceId: string, accountId: string): Promise<PortalAccess[]> {
    return transaction.run(lockOfAccount, [practiceId, accountId]);
  }

  /** The portal account of an address at a practice; made when there is none. */
  async accountFor(db: Queryable, practiceId: string, email: string): Promise<string> {
    for (;;) {
      const [row] = await db.run(accountFor, [practiceId, newId(), email]);
      // Nothing comes back when another transaction made it after this statement began; the next look finds it.
      if (row) return row.id;
    }
  }

  /** The portal accounts of many addresses, by address; those that are missing are made. */
  async accountsFor(db: Queryable, practiceId: string, addresses: readonly string[]): Promise<Map<string, string>> {
    const emails = [...new Set(addresses)];
    if (emails.length === 0) return new Map();
    await db.run(makeAccounts, { practiceId, ids: emails.map(() => newId()), emails });
    const accounts = await db.run(findAccounts, { practiceId, emails });
    return new Map(accounts.map(({ id, email }) => [email, id]));
  }

  /** Adds many accesses at once. */
  async addMany(
    db: Queryable,
    practiceId: string,
    accesses: readonly Pick<PortalAccess, 'id' | 'clientId' | 'portalAccountId' | 'relationship' | 'person'>[],
  ): Promise<void> {
    if (accesses.length === 0) return;
    await db.run(insertMany, { practiceId, accesses: JSON.stringify(accesses) });
  }

  async add(
    transaction: Transaction,
    access: Pick<PortalAccess, 'practiceId' | 'id' | 'clientId' | 'portalAccountId' | 'relationship' | 'person'>,
  ): Promise<void> {
    await transaction.manager.insert(PortalAccessEntity, access);
  }

  /** Switches an access on or off, and says whether that changed anything. */
  async setActive(db: Queryable, practiceId: string, id: string, active: boolean): Promise<boolean> {
    return (await db.run(setActive, [practiceId, id, active])).length === 1;
  }

  /** Says anew who holds an access. */
  async describe(
    db: Queryable,
    practiceId: string,
    id: string,
    holder: Pick<PortalAccess, 'relationship' | 'person'>,
  ): Promise<void> {
    await db.run(describe, [practiceId, id, holder.relationship, holder.person]);
  }

  async remove(db: Queryable, practiceId: string, id: string): Promise<void> {
    await db.run(remove, [practiceId, id]);
  }

  /** Gives an access to the account of another address, which nobody has invited yet. */
  async moveToAccount(db: Queryable, practiceId: string, id: string, portalAccountId: string): Promise<void> {
    await db.run(moveToAccount, [practiceId, id, portalAccountId]);
  }

  /**
   * Queues the mail that tells an address that its access has moved to another one; none for an address that
   * nobody was invited at and nobody ever signed in with.
   *
   * @param invited whether the access that moved was invited before.
   */
  async notifyOldAddress(db: Queryable, access: PortalAccess, invited: boolean): Promise<void> {
    const { practiceId, email, portalAccountId } = access;
    await db.run(this.#notifyOldAddress, [practiceId, newId(), email, portalAccountId, invited]);
  }
}

const notifyOldAddressStatement = (jobs: JobQueue) =>
  statement<never>(
    'notify-old-address',
    `WITH ${queueMailText(
      jobs,
      `SELECT p.id, $2::uuid, 'address-changed', $3::text, NULL::uuid, $4::uuid, ${mailFactsText('p', 'now()', '0')}
              || jsonb_build_object('partly', ${seesSomeoneText('p.id', '$4::uuid')})
         FROM practice p
        WHERE p.id = $1
          AND ($5::boolean
               OR EXISTS (SELECT FROM portal_access a
                           WHERE a.practice_id = $1 AND a.portal_account_id = $4 AND a.invited_at IS NOT NULL)
               OR EXISTS (SELECT FROM activity v
                           WHERE v.practice_id = $1 AND v.portal_account_id = $4 AND v.kind = 'signed-in'))`,
    )}
     SELECT FROM mail`,
  );
