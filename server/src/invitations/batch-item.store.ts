import { recordActs } from '../activity/record-acts.sql.ts';
import { refreshListColumns } from '../clients/client-list.store.ts';
import { bypassPartialIndex } from '../db/bypass-partial-index.ts';
import type { Database, Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { invitable, withoutAddress } from './batch-audience.sql.ts';
import { batchPolicy } from './batch-policy.ts';
import type { BatchItem, ItemCount, ItemReason, ItemState } from './invitation-batch.ts';
import type { BatchRef } from './invitation-batch.store.ts';

/** A person of a batch that this server has claimed. */
export interface ClaimedItem {
  id: string;
  portalAccessId: string;
  tries: number;
}

interface OfItem {
  practiceId: string;
  itemId: string;
}

const addPeople = statement<{ id: string }, BatchRef & { importId: string | null }>(
  'batch-item.add-people',
  sql`INSERT INTO invitation_batch_item (practice_id, id, batch_id, client_id, portal_access_id)
      SELECT :practiceId, gen_random_uuid(), :batchId, a.client_id, a.id ${invitable} RETURNING id`,
);

const addWithoutAddress = statement<never, BatchRef & { importId: string | null }>(
  'batch-item.add-without-address',
  sql`INSERT INTO invitation_batch_item (practice_id, id, batch_id, client_id, state, reason, done_at)
      SELECT :practiceId, gen_random_uuid(), :batchId, c.id, 'skipped', 'no-address', now() ${withoutAddress}`,
);

interface ItemPage {
  state: ItemState | null;
  afterName: string | null;
  afterId: string | null;
  first: number;
}

const list = statement<BatchItem, BatchRef & ItemPage>(
  'batch-item.list',
  sql`SELECT i.id, i.state, i.reason, i.client_id AS "clientId", c.first_name || ' ' || c.last_name AS "clientName",
             c.sort_name AS "sortName", a.person, t.email, i.done_at AS "doneAt", i.due_at AS "dueAt"
        FROM invitation_batch_item i
        JOIN client c ON c.practice_id = i.practice_id AND c.id = i.client_id
        LEFT JOIN portal_access a ON a.practice_id = i.practice_id AND a.id = i.portal_access_id
        LEFT JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
       WHERE i.practice_id = :practiceId AND i.batch_id = :batchId AND (:state::text IS NULL OR i.state = :state)
         AND (:afterName::text IS NULL OR (c.sort_name, i.id) > (:afterName COLLATE "C", :afterId::uuid))
       ORDER BY c.sort_name, i.id LIMIT :first`,
);

const count = statement<ItemCount & { batchId: string }, { practiceId: string; batchIds: readonly string[] }>(
  'batch-item.count',
  sql`SELECT batch_id AS "batchId", state, reason, count(*)::int AS count FROM invitation_batch_item
       WHERE practice_id = :practiceId AND batch_id = ANY (:batchIds::uuid[]) GROUP BY batch_id, state, reason`,
);

const cancelWaiting = statement<never, BatchRef>(
  'batch-item.cancel-waiting',
  sql`UPDATE invitation_batch_item SET state = 'skipped', reason = 'cancelled', done_at = now()
       WHERE practice_id = :practiceId AND batch_id = :batchId AND state = 'waiting'`,
);

// Items that were claimed when the batch was paused need not wait for the end of the lease.
const makeDue = statement<never, BatchRef>(
  'batch-item.make-due',
  sql`UPDATE invitation_batch_item SET due_at = now()
       WHERE practice_id = :practiceId AND batch_id = :batchId AND state = 'waiting' AND reason IS NULL`,
);

// Nothing is claimed while mails are queued. An item that was tried too often without a result fails here.
// An array is computed once: a plan may run a sub-select of IN again, and lock further rows each time.
const claim = statement<ClaimedItem, BatchRef>(
  'batch-item.claim',
  sql`
  WITH over AS (
    UPDATE invitation_batch_item SET state = 'failed', done_at = now()
     WHERE practice_id = :practiceId AND batch_id = :batchId AND state = 'waiting' AND due_at <= now()
       AND tries >= ${batchPolicy.mostTries}
  )
  UPDATE invitation_batch_item
     SET due_at = now() + make_interval(secs => ${batchPolicy.leaseSeconds}), tries = tries + 1
   WHERE practice_id = :practiceId
     AND id = ANY (ARRAY(
           SELECT i.id FROM invitation_batch_item i
            WHERE i.practice_id = :practiceId AND i.batch_id = :batchId AND i.state = 'waiting' AND i.due_at <= now()
              AND i.tries < ${batchPolicy.mostTries}
            ORDER BY i.due_at, i.id LIMIT ${batchPolicy.invitationsAtOnce} FOR UPDATE SKIP LOCKED))
     AND (SELECT count(*) FROM mail WHERE practice_id = :practiceId AND state = 'queued')
         < ${batchPolicy.mostMailsWaiting}
  RETURNING id, portal_access_id AS "portalAccessId", tries`,
);

const settle = statement<{ id: string }, OfItem & { state: Exclude<ItemState, 'waiting'>; reason: ItemReason | null }>(
  'batch-item.settle',
  sql`UPDATE invitation_batch_item i SET state = :state, reason = :reason, done_at = now()
        FROM invitation_batch b
       WHERE i.practice_id = :practiceId AND i.id = :itemId AND ${bypassPartialIndex(sql`i.state`)} = 'waiting'
         AND b.practice_id = i.practice_id AND b.id = i.batch_id AND b.state = 'running'
      RETURNING i.id`,
);

const putOff = statement<never, OfItem>(
  'batch-item.put-off',
  sql`UPDATE invitation_batch_item
         SET due_at = now() + make_interval(mins => ${batchPolicy.laterMinutes}), reason = 'many-mails'
       WHERE practice_id = :practiceId AND id = :itemId AND ${bypassPartialIndex(sql`state`)} = 'waiting'`,
);

// The other items of the same address are invited by the same mail, because a second one would void the first.
const shareMail = statement<{ clientId: string }, OfItem & { staffMemberId: string }>(
  'batch-item.share-mail',
  sql`
  WITH sent AS (
    SELECT a.portal_account_id, i.batch_id FROM invitation_batch_item i
      JOIN portal_access a ON a.practice_id = i.practice_id AND a.id = i.portal_access_id
     WHERE i.practice_id = :practiceId AND i.id = :itemId
  ), shared AS (
    UPDATE invitation_batch_item i SET state = 'sent', reason = 'same-mail', done_at = now()
      FROM sent, portal_access a
     WHERE i.practice_id = :practiceId AND i.batch_id = sent.batch_id AND i.state = 'waiting' AND i.id <> :itemId
       AND a.practice_id = i.practice_id AND a.id = i.portal_access_id
       AND a.portal_account_id = sent.portal_account_id AND a.active
    RETURNING i.portal_access_id
  ), invited AS (
    UPDATE portal_access a SET invited_at = now(), invited_by = :staffMemberId::uuid
     WHERE a.practice_id = :practiceId AND a.id IN (SELECT portal_access_id FROM shared)
    RETURNING a.id, a.client_id, a.portal_account_id
  ), recorded AS (${recordActs(sql`
    SELECT :practiceId::uuid, gen_random_uuid(), 'invitation.sent', 'same-mail', :staffMemberId::uuid, portal_account_id,
           client_id, jsonb_build_object('portalAccessId', id) FROM invited`)})
  SELECT DISTINCT client_id AS "clientId" FROM invited`,
);

/** The items of batches, one for each person. */
export class BatchItemStore {
  constructor(private readonly database: Database) {}

  /**
   * Adds the items of a new batch.
   *
   * @returns how many people will be invited.
   */
  async add(db: Queryable, { practiceId, batchId }: BatchRef, importId: string | null): Promise<number> {
    const people = await db.run(addPeople, { practiceId, batchId, importId });
    await db.run(addWithoutAddress, { practiceId, batchId, importId });
    return people.length;
  }

  /** A page of the items, by their clients' names. */
  async list(
    ref: BatchRef,
    {
      state,
      after,
      first,
    }: { state: ItemState | null; after: { sortName: string; id: string } | undefined; first: number },
  ): Promise<BatchItem[]> {
    const page = { state, afterName: after?.sortName ?? null, afterId: after?.id ?? null, first };
    return this.database.run(list, { ...ref, ...page });
  }

  /** How many items of these batches are in each state. */
  async count(practiceId: string, batchIds: readonly string[]): Promise<Map<string, ItemCount[]>> {
    return Map.groupBy(await this.database.run(count, { practiceId, batchIds }), ({ batchId }) => batchId);
  }

  /** Skips every waiting item. */
  async cancelWaiting(db: Queryable, ref: BatchRef): Promise<void> {
    await db.run(cancelWaiting, ref);
  }

  /** Makes every waiting item due now, except those that were postponed by the limit of mails. */
  async makeDue(db: Queryable, ref: BatchRef): Promise<void> {
    await db.run(makeDue, ref);
  }

  /** Claims a few items with a lease. */
  async claim({ practiceId, batchId }: BatchRef): Promise<ClaimedItem[]> {
    return this.database.run(claim, { practiceId, batchId });
  }

  /** Settles an item, if it is not settled and the batch is still running. */
  async settle(
    db: Queryable,
    item: OfItem,
    state: Exclude<ItemState, 'waiting'>,
    reason: ItemReason | null,
  ): Promise<boolean> {
    return (await db.run(settle, { ...item, state, reason })).length === 1;
  }

  /** Settles the other items of the invited address as `same-mail`. */
  async shareMail(db: Queryable, item: OfItem, staffMemberId: string): Promise<void> {
    const invited = await db.run(shareMail, { ...item, staffMemberId });
    await refreshListColumns(
      db,
      item.practiceId,
      invited.map(({ clientId }) => clientId),
    );
  }

  /** Postpones an item whose address has reached the limit of mails. */
  async putOff(item: OfItem): Promise<void> {
    await this.database.run(putOff, item);
  }
}
