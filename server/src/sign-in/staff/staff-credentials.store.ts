import { recordActs } from '../../activity/record-acts.sql.ts';
import type { Database, Queryable } from '../../db/database.ts';
import { type Fragment, sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { mailFacts } from '../../practice/mail-facts.sql.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { StaffCredentials, StaffVoidReason } from '../../staff/staff-credentials.ts';
import { issueLinks, linksWithinHour, mayMailLink } from '../link/issue-link.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

const voidOfStaff = statement<{ id: string }, { practiceId: string; staffMemberId: string; reason: StaffVoidReason }>(
  'link.void-of-staff',
  sql`
  UPDATE sign_in_link SET voided_at = now(), void_reason = :reason
   WHERE practice_id = :practiceId AND staff_member_id = :staffMemberId AND redeemed_at IS NULL AND voided_at IS NULL
  RETURNING id`,
);

interface IssueLink {
  practiceId: string;
  staffMemberId: string;
  linkId: string;
  mailId: string;
  activityId: string;
}

/**
 * Issues a staff member's link and queues its mail, unless they have reached the limit of mails in this hour and the
 * newest link still works.
 *
 * @param also a further SQL condition on the member `m`.
 * @param moreFacts an SQL expression for further facts of the mail.
 * @param acts selects what is recorded, out of `member` and `issued`.
 */
const issueStaffLink = (also: Fragment, moreFacts: Fragment, acts: Fragment): Fragment => sql`
  WITH member AS (
    SELECT m.practice_id, m.id, m.email, m.name FROM staff_member m
     WHERE m.practice_id = :practiceId AND m.id = :staffMemberId AND m.removed_at IS NULL
       AND ${mayMailLink('staff_member_id', sql`:practiceId`, sql`m.id`)} AND ${also}
  ), allowed AS (
    SELECT :linkId::uuid AS link_id, 'staff' AS kind, NULL::uuid AS portal_account_id, id AS staff_member_id,
           ${signInPolicy.staffLinkMinutes} AS lifetime_minutes, true AS is_newest
      FROM member
  ), ${issueLinks('staff_member_id')}, ${queueMail(sql`
    SELECT i.practice_id, :mailId::uuid, 'staff-sign-in-link', m.email, i.id, m.id,
           ${mailFacts(sql`p`, sql`now()`, sql`${signInPolicy.staffLinkMinutes}`)} || ${moreFacts}
      FROM issued i JOIN member m ON true JOIN practice p ON p.id = i.practice_id`)},
  recorded AS (${recordActs(acts)})
  SELECT id FROM issued`;

const issueAskedLink = statement<{ id: string }, IssueLink>(
  'link.issue-to-staff',
  issueStaffLink(
    sql`${linksWithinHour('staff_member_id', sql`:practiceId`, sql`m.id`)} < ${signInPolicy.askedMailsPerHour}`,
    sql`'{}'::jsonb`,
    sql`
    SELECT m.practice_id, :activityId::uuid, 'link.requested',
           CASE WHEN EXISTS (SELECT 1 FROM issued) THEN 'sent' ELSE 'throttled' END,
           m.id, NULL::uuid, NULL::uuid, jsonb_build_object('linkId', (SELECT id FROM issued))
      FROM staff_member m WHERE m.practice_id = :practiceId AND m.id = :staffMemberId`,
  ),
);

const invite = statement<{ id: string }, IssueLink & { invitedBy: string }>(
  'staff.invite',
  issueStaffLink(
    sql`true`,
    sql`'{"invited": true}'::jsonb`,
    sql`
    SELECT m.practice_id, :activityId::uuid, 'staff.invited', 'ok', :invitedBy::uuid, NULL::uuid, NULL::uuid,
           jsonb_build_object('staffMemberId', m.id, 'name', m.name, 'linkId', i.id)
      FROM issued i JOIN member m ON true`,
  ),
);

/** The links and sessions of staff. */
export class StaffCredentialsStore implements StaffCredentials {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionStore,
  ) {}

  /** Issues a link that a staff member asked for, and queues its mail; undefined when it is throttled. */
  async issueLink(practiceId: string, staffMemberId: string, linkId: string): Promise<string | undefined> {
    const ids = { linkId, mailId: newId(), activityId: newId() };
    const [row] = await this.database.run(issueAskedLink, { practiceId, staffMemberId, ...ids });
    return row?.id;
  }

  async invite(db: Queryable, practiceId: string, staffMemberId: string, invitedBy: string): Promise<boolean> {
    const ids = { linkId: newId(), mailId: newId(), activityId: newId() };
    return (await db.run(invite, { practiceId, staffMemberId, invitedBy, ...ids })).length === 1;
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
