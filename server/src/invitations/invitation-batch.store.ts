import { insertActivityText } from '../activity/record-acts.sql.ts';
import { type Database, type Queryable, type Statement, type Transaction, statement } from '../db/database.ts';
import type { JobKind, JobQueue } from '../db/job-queue.ts';
import { bypassPartialIndex } from '../db/bypass-partial-index.ts';
import { batchPolicy } from './batch-policy.ts';
import { InvitationBatchEntity } from './invitation-batch.entity.ts';
import type {
  BatchItem,
  BatchPreview,
  BatchState,
  InvitationBatch,
  ItemCount,
  ItemReason,
  ItemState,
} from './invitation-batch.ts';

/** Names one batch. */
export interface BatchRef {
  practiceId: string;
  batchId: string;
}

/** One invitation that a worker has taken. */
export interface TakenItem {
  id: string;
  portalAccessId: string;
  tries: number;
}

/** The job that sends a few invitations of a batch, and then queues the next. */
export const sendBatchKind: JobKind<BatchRef> = {
  queue: 'send-invitation-batch',
  options: { expireInSeconds: 30, retryLimit: 5, retryDelay: 5, deleteAfterSeconds: 3600 },
};

const batchColumns = `b.practice_id AS "practiceId", b.id, b.state, b.audience, b.started_by AS "startedBy",
  b.started_at AS "startedAt", b.finished_at AS "finishedAt"`;

const findBatch = statement<InvitationBatch>(
  'find-invitation-batch',
  `SELECT ${batchColumns} FROM invitation_batch b WHERE b.practice_id = $1 AND b.id = $2`,
);

const findUnderWay = statement<InvitationBatch>(
  'find-invitation-batch-under-way',
  `SELECT ${batchColumns} FROM invitation_batch b WHERE b.practice_id = $1 AND b.state IN ('running', 'paused')`,
);

const listBatches = statement<InvitationBatch>(
  'list-invitation-batches',
  `SELECT ${batchColumns} FROM invitation_batch b WHERE b.practice_id = $1 ORDER BY b.started_at DESC, b.id DESC LIMIT 50`,
);

/** The accesses that a batch is for: of practice $1, and of import $2 unless that is null. */
const invitable = `
  FROM portal_access a JOIN client c ON c.practice_id = a.practice_id AND c.id = a.client_id
 WHERE a.practice_id = $1 AND a.active AND a.invited_at IS NULL AND c.archived_at IS NULL
   AND ($2::uuid IS NULL OR a.id IN (SELECT r.portal_access_id FROM client_import_row r
                                      WHERE r.practice_id = $1 AND r.import_id = $2))`;

/** Clients in care whom nobody could invite, because no address sees them; an import leaves them to the list. */
const withoutAddress = `
  FROM client c
 WHERE c.practice_id = $1 AND $2::uuid IS NULL AND c.archived_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM portal_access a WHERE a.practice_id = c.practice_id AND a.client_id = c.id)`;

const preview = statement<BatchPreview>(
  'preview-invitation-batch',
  `SELECT (SELECT count(*)::int ${invitable}) AS people,
          (SELECT count(DISTINCT a.portal_account_id)::int ${invitable}) AS mails,
          (SELECT count(*)::int ${withoutAddress}) AS "withoutAddress"`,
);

const addPeople = statement<{ id: string }>(
  'add-people-to-invitation-batch',
  `INSERT INTO invitation_batch_item (practice_id, id, batch_id, client_id, portal_access_id)
   SELECT $1, gen_random_uuid(), $3, a.client_id, a.id ${invitable} RETURNING id`,
);

const addWithoutAddress = statement(
  'add-people-without-address-to-invitation-batch',
  `INSERT INTO invitation_batch_item (practice_id, id, batch_id, client_id, state, reason, done_at)
   SELECT $1, gen_random_uuid(), $3, c.id, 'skipped', 'no-address', now() ${withoutAddress}`,
);

const itemColumns = `i.id, i.state, i.reason, i.client_id AS "clientId", c.first_name || ' ' || c.last_name AS "clientName",
  c.sort_name AS "sortName", a.person, t.email, i.done_at AS "doneAt", i.due_at AS "dueAt"`;

const listItems = statement<BatchItem>(
  'list-invitation-batch-items',
  `SELECT ${itemColumns}
     FROM invitation_batch_item i
     JOIN client c ON c.practice_id = i.practice_id AND c.id = i.client_id
     LEFT JOIN portal_access a ON a.practice_id = i.practice_id AND a.id = i.portal_access_id
     LEFT JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
    WHERE i.practice_id = $1 AND i.batch_id = $2 AND ($3::text IS NULL OR i.state = $3)
      AND ($4::text IS NULL OR (c.sort_name, i.id) > ($4 COLLATE "C", $5::uuid))
    ORDER BY c.sort_name, i.id LIMIT $6`,
);

const countItems = statement<ItemCount & { batchId: string }>(
  'count-invitation-batch-items',
  `SELECT batch_id AS "batchId", state, reason, count(*)::int AS count FROM invitation_batch_item
    WHERE practice_id = $1 AND batch_id = ANY ($2::uuid[]) GROUP BY batch_id, state, reason`,
);

const setState = statement<{ id: string }>(
  'set-invitation-batch-state',
  `UPDATE invitation_batch SET state = $4, finished_at = CASE WHEN $4 IN ('done', 'cancelled') THEN now() END
    WHERE practice_id = $1 AND id = $2 AND state = ANY ($3::text[]) RETURNING id`,
);

const skipWaiting = statement(
  'skip-waiting-invitations',
  `UPDATE invitation_batch_item SET state = 'skipped', reason = 'cancelled', done_at = now()
    WHERE practice_id = $1 AND batch_id = $2 AND state = 'waiting'`,
);

// What a worker had taken when the batch was paused need not wait for the end of its lease.
const makeDue = statement(
  'make-waiting-invitations-due',
  `UPDATE invitation_batch_item SET due_at = now()
    WHERE practice_id = $1 AND batch_id = $2 AND state = 'waiting' AND reason IS NULL`,
);

// One worker at a time has the turn, so two chains of jobs never double the pace.
const takeTurn = statement<{ startedBy: string; startedAt: Date }>(
  'take-turn-at-invitation-batch',
  `UPDATE invitation_batch SET worked_at = now()
    WHERE practice_id = $1 AND id = $2 AND state = 'running'
      AND worked_at <= now() - make_interval(secs => ${batchPolicy.pauseSeconds})
   RETURNING started_by AS "startedBy", started_at AS "startedAt"`,
);

// Nothing is taken while mails stand in line. A worker that dies gives what it took free when its lease is over.
const takeItems = statement<TakenItem>(
  'take-invitations',
  `UPDATE invitation_batch_item SET due_at = now() + make_interval(secs => ${batchPolicy.leaseSeconds}), tries = tries + 1
    WHERE (practice_id, id) IN (
            SELECT i.practice_id, i.id FROM invitation_batch_item i
             WHERE i.practice_id = $1 AND i.batch_id = $2 AND i.state = 'waiting' AND i.due_at <= now()
             ORDER BY i.due_at, i.id LIMIT ${batchPolicy.invitationsAtOnce} FOR UPDATE SKIP LOCKED)
      AND (SELECT count(*) FROM mail WHERE practice_id = $1 AND state IN ('queued', 'sending')) < ${batchPolicy.mostMailsWaiting}
   RETURNING id, portal_access_id AS "portalAccessId", tries`,
);

const settleItem = statement<{ id: string }>(
  'settle-invitation',
  `UPDATE invitation_batch_item i SET state = $3, reason = $4, done_at = now()
     FROM invitation_batch b
    WHERE i.practice_id = $1 AND i.id = $2 AND ${bypassPartialIndex('i.state')} = 'waiting'
      AND b.practice_id = i.practice_id AND b.id = i.batch_id AND b.state = 'running'
   RETURNING i.id`,
);

const postpone = statement(
  'postpone-invitation',
  `UPDATE invitation_batch_item SET due_at = now() + make_interval(mins => ${batchPolicy.laterMinutes}), reason = 'many-mails'
    WHERE practice_id = $1 AND id = $2 AND ${bypassPartialIndex('state')} = 'waiting'`,
);

// Everyone else of the batch whom the same address sees is invited by the same mail: a second one would void the first.
const shareMail = statement(
  'share-invitation',
  `WITH sent AS (
     SELECT a.portal_account_id, i.batch_id FROM invitation_batch_item i
       JOIN portal_access a ON a.practice_id = i.practice_id AND a.id = i.portal_access_id
      WHERE i.practice_id = $1 AND i.id = $2
   ), shared AS (
     UPDATE invitation_batch_item i SET state = 'sent', reason = 'same-mail', done_at = now()
       FROM sent, portal_access a
      WHERE i.practice_id = $1 AND i.batch_id = sent.batch_id AND i.state = 'waiting' AND i.id <> $2
        AND a.practice_id = i.practice_id AND a.id = i.portal_access_id
        AND a.portal_account_id = sent.portal_account_id AND a.active
     RETURNING i.portal_access_id
   ), invited AS (
     UPDATE portal_access a SET invited_at = now(), invited_by = $3::uuid
      WHERE a.practice_id = $1 AND a.id IN (SELECT portal_access_id FROM shared)
     RETURNING a.id, a.client_id, a.portal_account_id
   ), recorded AS (${insertActivityText(
     `SELECT $1::uuid, gen_random_uuid(), 'invitation.sent', 'same-mail', $3::uuid, portal_account_id, client_id,
             jsonb_build_object('portalAccessId', id) FROM invited`,
   )})
   SELECT FROM invited`,
);

const finish = statement<{ id: string }>(
  'finish-invitation-batch',
  `UPDATE invitation_batch b SET state = 'done', finished_at = now()
    WHERE b.practice_id = $1 AND b.id = $2 AND b.state = 'running'
      AND NOT EXISTS (SELECT 1 FROM invitation_batch_item i
                       WHERE i.practice_id = b.practice_id AND i.batch_id = b.id AND i.state = 'waiting')
   RETURNING b.id`,
);

/** Batches of invitations and the people in them. */
export class InvitationBatchStore {
  readonly #queue: Statement<never>;
  readonly #wake: Statement<never>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    const job = (wait: number) => jobs.insertText(sendBatchKind, jobsOfText(wait));
    this.#queue = statement(
      'queue-invitation-batch',
      `WITH batch AS (SELECT $1::uuid AS practice_id, $2::uuid AS id), job AS (${job(batchPolicy.pauseSeconds)})
       SELECT FROM batch`,
    );
    this.#wake = statement(
      'wake-stranded-invitation-batches',
      `WITH batch AS (
         SELECT b.practice_id, b.id FROM invitation_batch b
          WHERE b.state = 'running' AND b.worked_at < now() - make_interval(secs => ${batchPolicy.strandedSeconds})
            AND EXISTS (SELECT 1 FROM invitation_batch_item i
                         WHERE i.practice_id = b.practice_id AND i.batch_id = b.id
                           AND i.state = 'waiting' AND i.due_at <= now())
       ), job AS (${job(0)})
       SELECT FROM batch`,
    );
  }

  async find(practiceId: string, id: string): Promise<InvitationBatch | undefined> {
    const [row] = await this.database.run(findBatch, [practiceId, id]);
    return row;
  }

  /** The one batch of the practice that is running or paused. */
  async findUnderWay(practiceId: string): Promise<InvitationBatch | undefined> {
    const [row] = await this.database.run(findUnderWay, [practiceId]);
    return row;
  }

  /** The practice's latest batches, newest first. */
  async list(practiceId: string): Promise<InvitationBatch[]> {
    return this.database.run(listBatches, [practiceId]);
  }

  /** Whom a batch would be for. */
  async preview(practiceId: string, importId: string | null): Promise<BatchPreview> {
    const [row] = await this.database.run(preview, [practiceId, importId]);
    return row ?? { people: 0, mails: 0, withoutAddress: 0 };
  }

  /**
   * Makes a batch of everyone it is for and queues its first job.
   *
   * @returns how many people will be invited.
   * @throws a unique violation of `invitation_batch_under_way` when the practice has one under way.
   */
  async create(
    transaction: Transaction,
    batch: Pick<InvitationBatch, 'practiceId' | 'id' | 'startedBy'>,
    importId: string | null,
  ): Promise<number> {
    const { practiceId, id } = batch;
    const audience = importId === null ? 'never-invited' : 'import';
    await transaction.manager.insert(InvitationBatchEntity, { ...batch, audience, state: 'running' });
    const people = await transaction.run(addPeople, [practiceId, importId, id]);
    await transaction.run(addWithoutAddress, [practiceId, importId, id]);
    await this.queue(transaction, { practiceId, batchId: id });
    return people.length;
  }

  /** A page of the people, by their clients' names. */
  async listItems(
    { practiceId, batchId }: BatchRef,
    page: { state: ItemState | null; after: { sortName: string; id: string } | undefined; first: number },
  ): Promise<BatchItem[]> {
    const { state, after, first } = page;
    return this.database.run(listItems, [
      practiceId,
      batchId,
      state,
      after?.sortName ?? null,
      after?.id ?? null,
      first,
    ]);
  }

  /** What became of the people of these batches so far. */
  async countItems(practiceId: string, batchIds: readonly string[]): Promise<Map<string, ItemCount[]>> {
    return Map.groupBy(await this.database.run(countItems, [practiceId, batchIds]), ({ batchId }) => batchId);
  }

  /** Moves a batch on if it is in one of these states, and says whether it was. */
  async setState(db: Queryable, ref: BatchRef, from: readonly BatchState[], to: BatchState): Promise<boolean> {
    return (await db.run(setState, [ref.practiceId, ref.batchId, from, to])).length === 1;
  }

  async skipWaiting(db: Queryable, { practiceId, batchId }: BatchRef): Promise<void> {
    await db.run(skipWaiting, [practiceId, batchId]);
  }

  /** Lets everyone who waits be invited now, but for those who got many mails. */
  async makeDue(db: Queryable, { practiceId, batchId }: BatchRef): Promise<void> {
    await db.run(makeDue, [practiceId, batchId]);
  }

  /** Takes the turn; undefined when someone else just had it, or the batch is not running. */
  async takeTurn({ practiceId, batchId }: BatchRef): Promise<{ startedBy: string; startedAt: Date } | undefined> {
    const [row] = await this.database.run(takeTurn, [practiceId, batchId]);
    return row;
  }

  /** Takes a few people to invite; nobody else takes them for a while. */
  async takeItems({ practiceId, batchId }: BatchRef): Promise<TakenItem[]> {
    return this.database.run(takeItems, [practiceId, batchId]);
  }

  /** Writes down what became of one, if nobody did before and the batch is still running. */
  async settle(
    db: Queryable,
    practiceId: string,
    itemId: string,
    state: Exclude<ItemState, 'waiting'>,
    reason: ItemReason | null,
  ): Promise<boolean> {
    return (await db.run(settleItem, [practiceId, itemId, state, reason])).length === 1;
  }

  /** Marks everyone else whom the invited address sees as invited by the same mail. */
  async shareMail(db: Queryable, practiceId: string, itemId: string, staffMemberId: string): Promise<void> {
    await db.run(shareMail, [practiceId, itemId, staffMemberId]);
  }

  /** Lets one be tried again later. */
  async postpone(practiceId: string, itemId: string): Promise<void> {
    await this.database.run(postpone, [practiceId, itemId]);
  }

  /** Ends the batch when nobody waits any more, and says whether that was so. */
  async finish({ practiceId, batchId }: BatchRef): Promise<boolean> {
    return (await this.database.run(finish, [practiceId, batchId])).length === 1;
  }

  /** Queues the batch's next job. */
  async queue(db: Queryable, { practiceId, batchId }: BatchRef): Promise<void> {
    await db.run(this.#queue, [practiceId, batchId]);
  }

  /** Queues jobs for batches in which somebody is due though nobody works on them. */
  async wakeStranded(): Promise<void> {
    await this.database.run(this.#wake, []);
  }
}

const jobsOfText = (wait: number) => `
  SELECT coalesce(json_agg(json_build_object(
      'data', json_build_object('practiceId', practice_id, 'batchId', id), 'startAfter', '${wait} seconds')), '[]')
    FROM batch`;
