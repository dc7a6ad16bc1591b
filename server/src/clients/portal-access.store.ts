import type { Database, Queryable, Transaction } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { newId } from '../lib/ids.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { mailFacts } from '../practice/mail-facts.sql.ts';
import { refreshListColumns } from './client-list.store.ts';
import type { Relationship } from './portal-access.ts';
import { hasUsableAccess } from './portal-access.sql.ts';
import { PortalAccessEntity } from './portal-access.entity.ts';

/** An access with its address and its client. */
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

const selectAccess = sql`
  SELECT a.practice_id AS "practiceId", a.id, a.client_id AS "clientId",
         c.first_name || ' ' || c.last_name AS "clientName", c.archived_at IS NOT NULL AS "clientArchived",
         a.portal_account_id AS "portalAccountId", t.email, a.relationship, a.person, a.active,
         a.invited_at AS "invitedAt", a.invited_by AS "invitedBy", a.version
    FROM portal_access a
    JOIN client c ON c.practice_id = a.practice_id AND c.id = a.client_id
    JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
   WHERE a.practice_id = :practiceId`;

interface AccessKey {
  practiceId: string;
  id: string;
}

const findAccess = statement<PortalAccess, AccessKey>('portal-access.find', sql`${selectAccess} AND a.id = :id`);

const listOfClients = statement<PortalAccess, { practiceId: string; clientIds: readonly string[] }>(
  'portal-access.list-of-clients',
  sql`${selectAccess} AND a.client_id = ANY (:clientIds::uuid[]) ORDER BY a.created_at, a.id`,
);

const listOfAccounts = statement<PortalAccess, { practiceId: string; portalAccountIds: readonly string[] }>(
  'portal-access.list-of-accounts',
  sql`${selectAccess} AND a.portal_account_id = ANY (:portalAccountIds::uuid[]) ORDER BY c.sort_name, a.id`,
);

// Locked in a fixed order, so that two transactions that change the accesses of an address cannot deadlock.
const lockOne = statement<PortalAccess, AccessKey>(
  'portal-access.lock',
  sql`${selectAccess} AND a.id = :id FOR UPDATE OF a`,
);

const lockAllOfAccount = statement<PortalAccess, { practiceId: string; portalAccountId: string }>(
  'portal-access.lock-all-of-account',
  sql`${selectAccess} AND a.portal_account_id = :portalAccountId ORDER BY a.id FOR UPDATE OF a`,
);

const setActive = statement<{ clientId: string }, AccessKey & { active: boolean }>(
  'portal-access.set-active',
  sql`
  UPDATE portal_access SET active = :active, version = version + 1
   WHERE practice_id = :practiceId AND id = :id AND active <> :active RETURNING client_id AS "clientId"`,
);

const setHolder = statement<{ id: string }, AccessKey & Pick<PortalAccess, 'relationship' | 'person'>>(
  'portal-access.set-holder',
  sql`
  UPDATE portal_access SET relationship = :relationship, person = :person, version = version + 1
   WHERE practice_id = :practiceId AND id = :id RETURNING id`,
);

const remove = statement<{ clientId: string }, AccessKey>(
  'portal-access.remove',
  sql`DELETE FROM portal_access WHERE practice_id = :practiceId AND id = :id RETURNING client_id AS "clientId"`,
);

const moveToAccount = statement<{ clientId: string }, AccessKey & { portalAccountId: string }>(
  'portal-access.move-to-account',
  sql`
  UPDATE portal_access
     SET portal_account_id = :portalAccountId, invited_at = NULL, invited_by = NULL, version = version + 1
   WHERE practice_id = :practiceId AND id = :id RETURNING client_id AS "clientId"`,
);

const insertMany = statement<never, { practiceId: string; accesses: string }>(
  'portal-access.insert-many',
  sql`INSERT INTO portal_access (practice_id, id, client_id, portal_account_id, relationship, person)
      SELECT :practiceId, j.id, j."clientId", j."portalAccountId", j.relationship, j.person
        FROM jsonb_to_recordset(:accesses::jsonb)
          AS j (id uuid, "clientId" uuid, "portalAccountId" uuid, relationship text, person text)`,
);

const notifyOldAddress = statement<
  never,
  { practiceId: string; mailId: string; email: string; portalAccountId: string }
>(
  'portal-access.notify-old-address',
  sql`
  WITH ${queueMail(sql`
    SELECT p.id, :mailId::uuid, 'address-changed', :email::text, NULL::uuid, :portalAccountId::uuid,
           ${mailFacts(sql`p`, sql`now()`, sql`0`)}
           || jsonb_build_object('partly', ${hasUsableAccess(sql`:practiceId`, sql`:portalAccountId::uuid`)})
      FROM practice p WHERE p.id = :practiceId`)}
  SELECT FROM mail`,
);

/** Portal accesses. */
export class PortalAccessStore {
  constructor(private readonly database: Database) {}

  async find(practiceId: string, id: string): Promise<PortalAccess | undefined> {
    const [row] = await this.database.run(findAccess, { practiceId, id });
    return row;
  }

  async listOfClients(practiceId: string, clientIds: readonly string[]): Promise<PortalAccess[]> {
    return this.database.run(listOfClients, { practiceId, clientIds });
  }

  async listOfAccounts(practiceId: string, portalAccountIds: readonly string[]): Promise<PortalAccess[]> {
    return this.database.run(listOfAccounts, { practiceId, portalAccountIds });
  }

  /** An access, locked until the transaction ends. */
  async lock(transaction: Transaction, practiceId: string, id: string): Promise<PortalAccess | undefined> {
    const [row] = await transaction.run(lockOne, { practiceId, id });
    return row;
  }

  /** Every access of an account, locked until the transaction ends. */
  async lockAllOfAccount(
    transaction: Transaction,
    practiceId: string,
    portalAccountId: string,
  ): Promise<PortalAccess[]> {
    return transaction.run(lockAllOfAccount, { practiceId, portalAccountId });
  }

  /** Adds several accesses. */
  async addMany(
    db: Queryable,
    practiceId: string,
    accesses: readonly Pick<PortalAccess, 'id' | 'clientId' | 'portalAccountId' | 'relationship' | 'person'>[],
  ): Promise<void> {
    if (accesses.length === 0) return;
    await db.run(insertMany, { practiceId, accesses: JSON.stringify(accesses) });
    await refreshListColumns(db, practiceId, [...new Set(accesses.map(({ clientId }) => clientId))]);
  }

  async add(
    transaction: Transaction,
    access: Pick<PortalAccess, 'practiceId' | 'id' | 'clientId' | 'portalAccountId' | 'relationship' | 'person'>,
  ): Promise<void> {
    await transaction.manager.insert(PortalAccessEntity, access);
    await refreshListColumns(transaction, access.practiceId, [access.clientId]);
  }

  /** Switches an access on or off. @returns whether that changed anything */
  async setActive(db: Queryable, practiceId: string, id: string, active: boolean): Promise<boolean> {
    const changed = await db.run(setActive, { practiceId, id, active });
    await refreshListColumnsOf(db, practiceId, changed);
    return changed.length === 1;
  }

  /** Changes the holder's name and relationship. */
  async setHolder(
    db: Queryable,
    practiceId: string,
    id: string,
    holder: Pick<PortalAccess, 'relationship' | 'person'>,
  ): Promise<void> {
    await db.run(setHolder, { practiceId, id, relationship: holder.relationship, person: holder.person });
  }

  async remove(db: Queryable, practiceId: string, id: string): Promise<void> {
    await refreshListColumnsOf(db, practiceId, await db.run(remove, { practiceId, id }));
  }

  /** Moves an access to another account; it then counts as not invited. */
  async moveToAccount(db: Queryable, practiceId: string, id: string, portalAccountId: string): Promise<void> {
    await refreshListColumnsOf(db, practiceId, await db.run(moveToAccount, { practiceId, id, portalAccountId }));
  }

  /**
   * Queues the mail that tells an address that its access has moved; none for an address that was never invited
   * and never signed in.
   *
   * @param invited whether the access that moved was invited before.
   */
  async notifyOldAddress(db: Queryable, access: PortalAccess): Promise<void> {
    const { practiceId, email, portalAccountId } = access;
    await db.run(notifyOldAddress, { practiceId, mailId: newId(), email, portalAccountId });
  }
}

const refreshListColumnsOf = (
  db: Queryable,
  practiceId: string,
  changed: readonly { clientId: string }[],
): Promise<void> =>
  refreshListColumns(
    db,
    practiceId,
    changed.map(({ clientId }) => clientId),
  );
