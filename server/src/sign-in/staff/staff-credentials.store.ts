import { insertActivityText } from '../../activity/record-acts.sql.ts';
import { type Queryable, type Statement, statement } from '../../db/database.ts';
import type { JobQueue } from '../../db/job-queue.ts';
import { newId } from '../../lib/ids.ts';
import { queueMailText } from '../../mail/queue-mail.ts';
import { mailFactsText } from '../../practice/mail-facts.sql.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { StaffCredentials, StaffVoidReason } from '../../staff/staff-credentials.ts';
import { issueLinkText, recentText } from '../link/issue-link.sql.ts';

import { signInPolicy } from '../sign-in-policy.ts';

const voidOfStaff = statement<{ id: string }>(
  'void-links-of-staff-member',
  `UPDATE sign_in_link SET voided_at = now(), void_reason = $3
    WHERE practice_id = $1 AND staff_member_id = $2 AND redeemed_at IS NULL AND voided_at IS NULL RETURNING id`,
);

/** The links and sessions of staff, as the staff list needs them. */
export class StaffCredentialsStore implements StaffCredentials {
  readonly #invite: Statement<{ id: string }>;

  constructor(
    private readonly sessions: SessionStore,
    jobs: JobQueue,
  ) {
    this.#invite = inviteStatement(jobs);
  }

  async invite(db: Queryable, practiceId: string, staffMemberId: string, by: string): Promise<boolean> {
    const values = [practiceId, staffMemberId, newId(), newId(), newId(), by];
    return (await db.run(this.#invite, values)).length === 1;
  }

  async end(
    db: Queryable,
    practiceId: string,
    staffMemberId: string,
    reason: StaffVoidReason,
    except?: string,
  ): Promise<void> {
    await db.run(voidOfStaff, [practiceId, staffMemberId, reason]);
    await this.sessions.endAll(db, 'staff', practiceId, staffMemberId, reason, except);
  }
}

const inviteStatement = (jobs: JobQueue) =>
  statement<{ id: string }>(
    'invite-staff-member',
    `WITH member AS (
       SELECT m.practice_id, m.id, m.email, m.name FROM staff_member m
        WHERE m.practice_id = $1 AND m.id = $2 AND m.removed_at IS NULL AND ${recentText('staff_member_id', 'm.id')}
     ), allowed AS (
       SELECT practice_id, $3::uuid AS link_id, 'staff' AS kind, NULL::uuid AS portal_account_id, id AS staff_member_id,
              ${signInPolicy.staffLinkMinutes} AS lifetime_minutes
         FROM member
     ), ${issueLinkText('staff_member_id')},
     ${queueMailText(
       jobs,
       `SELECT i.practice_id, $4::uuid, 'staff-sign-in-link', m.email, i.id, m.id,
               ${mailFactsText('p', 'now()', String(signInPolicy.staffLinkMinutes))} || '{"invited": true}'::jsonb
          FROM issued i JOIN member m ON true JOIN practice p ON p.id = i.practice_id`,
     )},
     recorded AS (${insertActivityText(
       `SELECT m.practice_id, $5::uuid, 'staff.invited', 'ok', $6::uuid, NULL::uuid, NULL::uuid,
               jsonb_build_object('staffMemberId', m.id, 'name', m.name, 'linkId', i.id)
          FROM issued i JOIN member m ON true`,
     )})
     SELECT id FROM issued`,
  );
