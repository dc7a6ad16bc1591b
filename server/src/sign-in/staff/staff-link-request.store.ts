import type { Database } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** A request that this server has claimed. */
export interface ClaimedStaffLinkRequest {
  id: string;
  email: string;
  tries: number;
}

const record = statement<never, { id: string; email: string }>(
  'staff-link-request.record',
  sql`INSERT INTO staff_link_request (id, email) VALUES (:id, :email)`,
  { pipelined: 'writes' },
);

const isWaiting = sql`SELECT id FROM staff_link_request WHERE failed_at IS NULL AND due_at <= now()`;

const findWaiting = statement<{ id: string }>('staff-link-request.find-waiting', sql`${isWaiting} LIMIT 1`);

const claim = statement<ClaimedStaffLinkRequest, { most: number }>(
  'staff-link-request.claim',
  sql`
  UPDATE staff_link_request
     SET tries = tries + 1, due_at = now() + make_interval(secs => ${signInPolicy.answerLeaseSeconds})
   WHERE id = ANY (ARRAY(${isWaiting} ORDER BY asked_at LIMIT :most FOR UPDATE SKIP LOCKED))
  RETURNING id, email, tries`,
);

const remove = statement<never, { ids: readonly string[] }>(
  'staff-link-request.remove',
  sql`DELETE FROM staff_link_request WHERE id = ANY (:ids::uuid[])`,
);

const requeue = statement<never, { ids: readonly string[] }>(
  'staff-link-request.requeue',
  sql`
  UPDATE staff_link_request
     SET due_at = now() + make_interval(secs => least(60, power(2, tries - 1))),
         failed_at = CASE WHEN tries >= ${signInPolicy.answerTries} THEN now() END
   WHERE id = ANY (:ids::uuid[])`,
);

const deleteFailed = statement<{ id: string }, { days: number }>(
  'staff-link-request.delete-failed',
  sql`DELETE FROM staff_link_request WHERE failed_at < now() - make_interval(days => :days) RETURNING id`,
);

/**
 * Requests of staff for a link. They name no practice; the practice's activity begins when the staff member was found.
 */
export class StaffLinkRequestStore {
  constructor(private readonly database: Database) {}

  async record(email: string): Promise<void> {
    await this.database.run(record, { id: newId(), email });
  }

  async anyWaiting(): Promise<boolean> {
    return (await this.database.run(findWaiting, {})).length > 0;
  }

  async claim(most: number): Promise<ClaimedStaffLinkRequest[]> {
    return this.database.run(claim, { most });
  }

  /** Deletes answered requests and postpones the others; after too many tries they fail. */
  async settle(answered: readonly string[], unanswered: readonly string[]): Promise<void> {
    if (answered.length > 0) await this.database.run(remove, { ids: answered });
    if (unanswered.length > 0) await this.database.run(requeue, { ids: unanswered });
  }

  /** Deletes requests that failed longer ago than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteFailed, { days })).length;
  }
}
