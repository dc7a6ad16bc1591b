import { recordActs } from '../../activity/record-acts.sql.ts';
import type { Queryable } from '../../db/database.ts';
import type { JobQueue } from '../../db/job-queue.ts';
import { sql } from '../../db/sql.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { mailFacts } from '../../practice/mail-facts.sql.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { StaffCredentials, StaffVoidReason } from '../../staff/staff-credentials.ts';
import { fewRecentLinks, issueLink } from '../link/issue-link.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

const voidOfStaff = statement<{ id: string }, { practiceId: string; staffMemberId: string; reason: StaffVoidReason }>(
  'link.void-of-staff',
  sql`
  UPDATE sign_in_link SET voided_at = now(), void_reason = :reason
   WHERE practice_id = :practiceId AND staff_member_id = :staffMemberId AND redeemed_at IS NULL AND voided_at IS NULL
  RETURNING id`,
);

interface InviteValues {
  practiceId: string;
  staffMemberId: string;
  invitedBy: string;
  linkId: string;
  mailId: string;
  activityId: string;
}

/** The links and sessions of staff, as the staff list needs them. */
export class StaffCredentialsStore implements StaffCredentials {
  readonly #invite: Statement<{ id: string }, InviteValues>;

  constructor(
    private readonly sessions: SessionStore,
    jobs: JobQueue,
  ) {
    this.#invite = inviteStatement(jobs);
  }

  async invite(db: Queryable, practiceId: string, staffMemberId: string, invitedBy: string): Promise<boolean> {
    const ids = { linkId: newId(), mailId: newId(), activityId: newId() };
    return (await db.run(this.#invite, { practiceId, staffMemberId, invitedBy, ...ids })).length === 1;
  }

  async end(
    db: Queryable,
    practiceId: string,
    staffMemberId: string,
    reason: StaffVoidReason,
    except?: string,
  ): Promise<void> {
    await db.run(voidOfStaff, { practiceId, staffMemberId, reason });
    await this.sessions.endAll(db, 'staff', practiceId, staffMemberId, reason, except);
  }
}

const inviteStatement = (jobs: JobQueue) =>
  statement<{ id: string }, InviteValues>(
    'staff.invite',
    sql`
  WITH member AS (
    SELECT m.practice_id, m.id, m.email, m.name FROM staff_member m
     WHERE m.practice_id = :practiceId AND m.id = :staffMemberId AND m.removed_at IS NULL
       AND ${fewRecentLinks('staff_member_id', sql`:practiceId`, sql`m.id`)}
  ), allowed AS (
    SELECT practice_id, :linkId::uuid AS link_id, 'staff' AS kind, NULL::uuid AS portal_account_id,
           id AS staff_member_id, ${signInPolicy.staffLinkMinutes} AS lifetime_minutes
      FROM member
  ), ${issueLink('staff_member_id')}, ${queueMail(
    jobs,
    sql`
    SELECT i.practice_id, :mailId::uuid, 'staff-sign-in-link', m.email, i.id, m.id,
           ${mailFacts(sql`p`, sql`now()`, sql`${signInPolicy.staffLinkMinutes}`)} || '{"invited": true}'::jsonb
      FROM issued i JOIN member m ON true JOIN practice p ON p.id = i.practice_id`,
  )}, recorded AS (${recordActs(sql`
    SELECT m.practice_id, :activityId::uuid, 'staff.invited', 'ok', :invitedBy::uuid, NULL::uuid, NULL::uuid,
           jsonb_build_object('staffMemberId', m.id, 'name', m.name, 'linkId', i.id)
      FROM issued i JOIN member m ON true`)}
  )
  SELECT id FROM issued`,
  );
