import type { Database, Queryable } from '../db/database.ts';
import type { Due } from '../db/poller.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { batchPolicy } from './batch-policy.ts';
import { invitable, withoutAddress } from './batch-audience.sql.ts';
import type { BatchAudience, BatchPreview, BatchState, InvitationBatch } from './invitation-batch.ts';

/** Names one batch. */
export interface BatchRef {
  practiceId: string;
  batchId: string;
}

/** A batch that this server has claimed. */
export interface ClaimedBatch extends BatchRef {
  startedBy: string;
}

const columns = sql`b.practice_id AS "practiceId", b.id, b.state, b.audience, b.started_by AS "startedBy",
  b.started_at AS "startedAt", b.finished_at AS "finishedAt"`;

const find = statement<InvitationBatch, BatchRef>(
  'invitation-batch.find',
  sql`SELECT ${columns} FROM invitation_batch b WHERE b.practice_id = :practiceId AND b.id = :batchId`,
);

const findUnderWay = statement<InvitationBatch, { practiceId: string }>(
  'invitation-batch.find-under-way',
  sql`SELECT ${columns} FROM invitation_batch b WHERE b.practice_id = :practiceId AND b.state IN ('running', 'paused')`,
);

const list = statement<InvitationBatch, { practiceId: string }>(
  'invitation-batch.list',
  sql`SELECT ${columns} FROM invitation_batch b
       WHERE b.practice_id = :practiceId ORDER BY b.started_at DESC, b.id DESC LIMIT 50`,
);

const preview = statement<BatchPreview, { practiceId: string; importId: string | null }>(
  'invitation-batch.preview',
  sql`SELECT (SELECT count(*)::int ${invitable}) AS people,
             (SELECT count(DISTINCT a.portal_account_id)::int ${invitable}) AS mails,
             (SELECT count(*)::int ${withoutAddress}) AS "withoutAddress"`,
);

const insert = statement<never, BatchRef & { audience: BatchAudience; startedBy: string }>(
  'invitation-batch.insert',
  sql`INSERT INTO invitation_batch (practice_id, id, state, audience, started_by)
      VALUES (:practiceId, :batchId, 'running', :audience, :startedBy)`,
);

const setState = statement<{ id: string }, BatchRef & { from: readonly BatchState[]; to: BatchState }>(
  'invitation-batch.set-state',
  sql`UPDATE invitation_batch
         SET state = :to, due_at = clock.now, finished_at = CASE WHEN :to = 'cancelled' THEN clock.now END
        FROM (SELECT now() AS now) clock
       WHERE practice_id = :practiceId AND id = :batchId AND state = ANY (:from::text[]) RETURNING id`,
);

const discover = statement<Due, { after: string }>(
  'invitation-batch.discover',
  sql`SELECT practice_id AS "practiceId", ARRAY[id] AS ids FROM invitation_batch
       WHERE practice_id > :after AND state IN ('running', 'paused') AND state = 'running' AND due_at <= now()
       ORDER BY practice_id LIMIT 100`,
);

const claim = statement<ClaimedBatch, { practiceId: string }>(
  'invitation-batch.claim',
  sql`UPDATE invitation_batch SET due_at = now() + make_interval(secs => ${batchPolicy.leaseSeconds})
       WHERE practice_id = :practiceId
         AND id IN (SELECT id FROM invitation_batch
                     WHERE practice_id = :practiceId AND state IN ('running', 'paused') AND state = 'running'
                       AND due_at <= now() FOR UPDATE SKIP LOCKED)
      RETURNING practice_id AS "practiceId", id AS "batchId", started_by AS "startedBy"`,
);

// Items that are due and were not claimed wait until queued mails are sent.
const release = statement<never, BatchRef>(
  'invitation-batch.release',
  sql`UPDATE invitation_batch b
         SET state = CASE WHEN next.due_at IS NULL THEN 'done' ELSE b.state END,
             finished_at = CASE WHEN next.due_at IS NULL THEN next.now END,
             due_at = greatest(next.due_at, next.soon)
        FROM (SELECT min(i.due_at) AS due_at, now() AS now,
                     now() + make_interval(secs => ${batchPolicy.pauseSeconds}) AS soon
                FROM invitation_batch_item i
               WHERE i.practice_id = :practiceId AND i.batch_id = :batchId AND i.state = 'waiting') next
       WHERE b.practice_id = :practiceId AND b.id = :batchId AND b.state = 'running'`,
);

/** Batches of invitations. */
export class InvitationBatchStore {
  constructor(private readonly database: Database) {}

  async find(practiceId: string, batchId: string): Promise<InvitationBatch | undefined> {
    const [row] = await this.database.run(find, { practiceId, batchId });
    return row;
  }

  /** The one batch of the practice that is running or paused. */
  async findUnderWay(practiceId: string): Promise<InvitationBatch | undefined> {
    const [row] = await this.database.run(findUnderWay, { practiceId });
    return row;
  }

  /** The practice's latest batches, newest first. */
  async list(practiceId: string): Promise<InvitationBatch[]> {
    return this.database.run(list, { practiceId });
  }

  /** Counts the people of a new batch. */
  async preview(practiceId: string, importId: string | null): Promise<BatchPreview> {
    const [row] = await this.database.run(preview, { practiceId, importId });
    return row ?? { people: 0, mails: 0, withoutAddress: 0 };
  }

  /** @throws a unique violation of `invitation_batch_under_way` when the practice has one under way. */
  async insert(db: Queryable, batch: BatchRef & { audience: BatchAudience; startedBy: string }): Promise<void> {
    await db.run(insert, batch);
  }

  /** Changes a batch's state if it is in one of these states. @returns whether it was */
  async setState(db: Queryable, ref: BatchRef, from: readonly BatchState[], to: BatchState): Promise<boolean> {
    return (await db.run(setState, { ...ref, from, to })).length === 1;
  }

  /** The running batches that are due, of the practices after the given one. */
  async discover(after: string): Promise<Due[]> {
    return this.database.run(discover, { after });
  }

  /** Claims the practice's running batch with a lease, when it is due. */
  async claim(practiceId: string): Promise<ClaimedBatch[]> {
    return this.database.run(claim, { practiceId });
  }

  /** Releases a claimed batch: it is due with its next item, and done when no item waits. */
  async release({ practiceId, batchId }: BatchRef): Promise<void> {
    await this.database.run(release, { practiceId, batchId });
  }
}
