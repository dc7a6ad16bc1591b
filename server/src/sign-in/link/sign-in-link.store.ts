import { recordActs } from '../../activity/record-acts.sql.ts';
import { countUsableAccesses, hasUsableAccess } from '../../clients/portal-access.sql.ts';
import type { Database, Queryable } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { mailFacts } from '../../practice/mail-facts.sql.ts';
import type { Portal } from '../../practice/portal.ts';
import { portalColumns, portalOf, type PortalRow } from '../../practice/portal.sql.ts';
import type { NewSession } from '../../sessions/new-session.ts';
import { startSession, startSessionValues, type StartSessionValues } from '../../sessions/start-session.sql.ts';
import { issueLinks, mayMailLink } from './issue-link.sql.ts';
import type { LinkName } from './link-token.ts';

/** Why a link was not redeemed. `someone-else`: it works, but this browser is signed in as another holder. */
export type LinkStatus = 'expired' | 'already-used' | 'superseded' | 'not-valid' | 'someone-else';

export interface RedeemedLink {
  portal: Portal;
  clientCount: number;
}

const holderMaySignIn = sql`CASE WHEN l.kind = 'staff'
  THEN EXISTS (SELECT 1 FROM staff_member m
                WHERE m.practice_id = l.practice_id AND m.id = l.staff_member_id AND m.removed_at IS NULL)
  ELSE ${hasUsableAccess(sql`l.practice_id`, sql`l.portal_account_id`)} END`;

interface LinkKey {
  practiceId: string;
  linkId: string;
  kind: LinkName['kind'];
}

// One statement claims the link, starts the session and records both. `onlyFor` limits the claim to one holder: the
// one who is signed in already and has not chosen to switch.
const redeem = statement<
  PortalRow & { clientCount: number },
  LinkKey & StartSessionValues & { onlyFor: string | null; activityId: string }
>(
  'link.redeem',
  sql`
  WITH claimed AS (
    UPDATE sign_in_link l SET redeemed_at = now()
     WHERE l.practice_id = :practiceId AND l.id = :linkId AND l.kind = :kind
       AND l.redeemed_at IS NULL AND l.voided_at IS NULL AND l.expires_at > now()
       AND (:onlyFor::uuid IS NULL OR coalesce(l.portal_account_id, l.staff_member_id) = :onlyFor)
       AND ${holderMaySignIn}
    RETURNING l.practice_id, l.id, l.portal_account_id, l.staff_member_id
  ), ${startSession('link')}, recorded AS (${recordActs(sql`
    SELECT c.practice_id, :activityId::uuid, 'signed-in', 'link', c.staff_member_id, c.portal_account_id, NULL::uuid,
           jsonb_build_object('linkId', c.id, 'sessionId', :sessionId::uuid, 'device', :device::text)
      FROM claimed c`)}
  )
  SELECT ${countUsableAccesses(sql`:practiceId`, sql`(SELECT portal_account_id FROM claimed)`)} AS "clientCount",
         ${portalColumns(sql`p`)}
    FROM claimed c JOIN practice p ON p.id = c.practice_id`,
  { pipelined: 'writes' },
);

// Why it was not redeemed, for the holder of its token only. A refusal is recorded; `someone-else` is not.
const refuse = statement<PortalRow & { status: LinkStatus }, LinkKey & { activityId: string }>(
  'link.refuse',
  sql`
  WITH link AS (
    SELECT l.practice_id, l.id, l.portal_account_id, l.staff_member_id, l.issued_at,
           CASE WHEN l.redeemed_at IS NOT NULL THEN 'already-used'
                WHEN l.void_reason = 'superseded' THEN 'superseded'
                WHEN l.voided_at IS NOT NULL OR NOT (${holderMaySignIn}) THEN 'not-valid'
                WHEN l.expires_at <= now() THEN 'expired'
                ELSE 'someone-else' END AS status
      FROM sign_in_link l
     WHERE l.practice_id = :practiceId AND l.id = :linkId AND l.kind = :kind
  ), recorded AS (${recordActs(sql`
    SELECT practice_id, :activityId::uuid, 'link.refused', status, staff_member_id, portal_account_id, NULL::uuid,
           jsonb_build_object('linkId', id, 'issuedAt', issued_at)
      FROM link WHERE status <> 'someone-else'`)}
  )
  SELECT link.status, ${portalColumns(sql`p`)} FROM link JOIN practice p ON p.id = link.practice_id`,
  { pipelined: 'writes' },
);

const voidOfAccount = statement<{ id: string }, { practiceId: string; portalAccountId: string; reason: string }>(
  'link.void-of-account',
  sql`
  UPDATE sign_in_link SET voided_at = now(), void_reason = :reason
   WHERE practice_id = :practiceId AND portal_account_id = :portalAccountId AND redeemed_at IS NULL AND voided_at IS NULL
  RETURNING id`,
);

const findStaffHolder = statement<{ email: string }, { practiceId: string; linkId: string }>(
  'link.find-staff-holder',
  sql`
  SELECT m.email FROM sign_in_link l
    JOIN staff_member m ON m.practice_id = l.practice_id AND m.id = l.staff_member_id
   WHERE l.practice_id = :practiceId AND l.id = :linkId`,
);

const deleteSpent = statement<{ id: string }, { practiceId: string; days: number }>(
  'link.delete-spent',
  sql`
  DELETE FROM sign_in_link
   WHERE practice_id = :practiceId AND least(redeemed_at, voided_at, expires_at) < now() - make_interval(days => :days)
  RETURNING id`,
);

interface IssueInvitation {
  practiceId: string;
  portalAccessId: string;
  linkId: string;
  mailId: string;
  activityId: string;
  staffMemberId: string;
}

const issueInvitation = statement<{ id: string }, IssueInvitation>(
  'link.issue-invitation',
  sql`
  WITH access AS (
    SELECT a.practice_id, a.id, a.client_id, a.portal_account_id, t.email
      FROM portal_access a
      JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
     WHERE a.practice_id = :practiceId AND a.id = :portalAccessId AND a.active
       AND ${mayMailLink('portal_account_id', sql`:practiceId`, sql`a.portal_account_id`)}
  ), allowed AS (
    SELECT :linkId::uuid AS link_id, 'invitation' AS kind, a.portal_account_id, NULL::uuid AS staff_member_id,
           p.link_lifetime_minutes AS lifetime_minutes, true AS is_newest
      FROM access a JOIN practice p ON p.id = a.practice_id
  ), ${issueLinks('portal_account_id')}, ${queueMail(sql`
    SELECT i.practice_id, :mailId::uuid, 'invitation', a.email, i.id, a.id,
           ${mailFacts(sql`p`, sql`now()`, sql`p.link_lifetime_minutes`)}
      FROM issued i JOIN access a ON true JOIN practice p ON p.id = i.practice_id`)},
  invited AS (
    UPDATE portal_access SET invited_at = now(), invited_by = :staffMemberId::uuid
     WHERE practice_id = :practiceId AND id = :portalAccessId AND EXISTS (SELECT 1 FROM issued)
  ), recorded AS (${recordActs(sql`
    SELECT a.practice_id, :activityId::uuid, 'invitation.sent', 'ok', :staffMemberId::uuid, a.portal_account_id,
           a.client_id, jsonb_build_object('linkId', i.id, 'portalAccessId', a.id)
      FROM issued i JOIN access a ON true`)}
  )
  SELECT id FROM issued`,
);

/** Issues, redeems, refuses and voids links. */
export class SignInLinkStore {
  constructor(private readonly database: Database) {}

  /**
   * Redeems the newest, unused, unexpired link, once, and starts the session in the same statement.
   *
   * @param onlyFor the holder who is signed in; a link of another holder is then not redeemed.
   */
  async redeem(link: LinkName, session: NewSession, onlyFor: string | undefined): Promise<RedeemedLink | undefined> {
    const [row] = await this.database.run(redeem, {
      ...keyOf(link),
      ...startSessionValues(link.practiceId, session),
      onlyFor: onlyFor ?? null,
      activityId: newId(),
    });
    return row && { portal: portalOf(row), clientCount: row.clientCount };
  }

  /** Finds why a link was not redeemed, and records the refusal; undefined when the link was deleted. */
  async refuse(link: LinkName): Promise<{ status: LinkStatus; portal: Portal } | undefined> {
    const [row] = await this.database.run(refuse, { ...keyOf(link), activityId: newId() });
    return row && { status: row.status, portal: portalOf(row) };
  }

  /**
   * Issues an invitation for one portal access and queues its mail; undefined when the address has reached the
   * limit of mails in this hour and the newest link still works: then nothing was changed.
   *
   * @throws a unique violation when a link was issued for the same account at the same moment; the caller retries.
   */
  async issueInvitation(
    db: Queryable,
    practiceId: string,
    portalAccessId: string,
    staffMemberId: string,
  ): Promise<string | undefined> {
    const ids = { linkId: newId(), mailId: newId(), activityId: newId() };
    const [row] = await db.run(issueInvitation, { practiceId, portalAccessId, staffMemberId, ...ids });
    return row?.id;
  }

  /** Voids every live link of the account. */
  async voidAll(db: Queryable, practiceId: string, portalAccountId: string, reason: string): Promise<number> {
    return (await db.run(voidOfAccount, { practiceId, portalAccountId, reason })).length;
  }

  /** The address of the staff member a link was made for. */
  async staffHolder(practiceId: string, linkId: string): Promise<string | undefined> {
    const [row] = await this.database.run(findStaffHolder, { practiceId, linkId });
    return row?.email;
  }

  /** Deletes links that were spent or expired longer ago than the given days. */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(deleteSpent, { practiceId, days })).length;
  }
}

const keyOf = ({ practiceId, id, kind }: LinkName): LinkKey => ({ practiceId, linkId: id, kind });
