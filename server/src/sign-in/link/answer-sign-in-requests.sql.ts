import { recordActs } from '../../activity/record-acts.sql.ts';
import { hasUsableAccess } from '../../clients/portal-access.sql.ts';
import { bypassPartialIndex } from '../../db/bypass-partial-index.ts';
import { sql } from '../../db/sql.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { mailFacts } from '../../practice/mail-facts.sql.ts';
import { issueLinks, hasUsableLink, linksWithinHour } from './issue-link.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

const isUnanswered = sql`${bypassPartialIndex(sql`r.outcome`)} = ''`;

/**
 * Answers requests of one practice: finds the accounts, throttles, replaces older links by new ones, queues the mails
 * and records all that. Requests that another server has locked are skipped. Of several requests for one account each
 * is answered, and the link of the newest is live. When the hour's limit is reached and there is no usable link, the
 * first request gets one.
 *
 * `:count` says how many there are; with it the planner expects few and finds each by its key, where it
 * might otherwise read all rows of a practice. `:linkIds`, `:mailIds` and `:activityIds` are new ids, as many of each as there are requests.
 * Citus reads the rows of a CTE that locks and joins a sub-select in the wrong format, and so it locks one level down.
 */
export const answerSignInRequests = sql`
  WITH waiting AS (
    SELECT * FROM (
      SELECT r.id, r.asked_at, a.id AS account_id,
             a.id IS NOT NULL AND ${hasUsableAccess(sql`:practiceId`, sql`a.id`)} AS may_sign_in,
             ${linksWithinHour('portal_account_id', sql`:practiceId`, sql`a.id`)} AS links_within_hour,
             ${hasUsableLink('portal_account_id', sql`:practiceId`, sql`a.id`)} AS link_is_out
        FROM (SELECT id FROM unnest(:ids::uuid[]) AS given (id) LIMIT :count) asked
        JOIN sign_in_request r ON r.practice_id = :practiceId AND r.id = asked.id AND ${isUnanswered}
        LEFT JOIN portal_account a ON a.practice_id = r.practice_id AND a.email = r.email
         FOR UPDATE OF r SKIP LOCKED) locked
  ), matched AS (
    SELECT w.*, row_number() OVER (PARTITION BY w.account_id ORDER BY w.asked_at, w.id) AS nth,
           row_number() OVER (ORDER BY w.asked_at, w.id) AS position
      FROM waiting w
  ), decided AS (
    UPDATE sign_in_request r
       SET portal_account_id = m.account_id,
           outcome = CASE WHEN m.account_id IS NULL THEN 'no-account'
                          WHEN NOT m.may_sign_in THEN 'access-off'
                          WHEN m.links_within_hour + m.nth <= ${signInPolicy.mailsPerHour} THEN 'sent'
                          WHEN m.nth = 1 AND NOT m.link_is_out
                               AND m.links_within_hour < ${signInPolicy.askedMailsPerHour} THEN 'sent'
                          ELSE 'throttled' END
      FROM matched m
     WHERE r.practice_id = :practiceId AND r.id = m.id
    RETURNING r.id, r.portal_account_id, r.outcome, r.asked_at, r.email, m.position
  ), allowed AS (
    SELECT d.asked_at, d.email, d.position, (:linkIds::uuid[])[d.position] AS link_id, 'sign-in' AS kind,
           d.portal_account_id, NULL::uuid AS staff_member_id, p.link_lifetime_minutes AS lifetime_minutes,
           row_number() OVER (PARTITION BY d.portal_account_id ORDER BY d.position DESC) = 1 AS is_newest
      FROM decided d JOIN practice p ON p.id = :practiceId
     WHERE d.outcome = 'sent'
  ), ${issueLinks('portal_account_id')}, ${queueMail(sql`
    SELECT :practiceId::uuid, (:mailIds::uuid[])[a.position], 'sign-in-link', a.email, i.id, a.portal_account_id,
           ${mailFacts(sql`p`, sql`a.asked_at`, sql`p.link_lifetime_minutes`)}
      FROM issued i JOIN allowed a ON a.link_id = i.id JOIN practice p ON p.id = :practiceId`)},
  recorded AS (${recordActs(sql`
    SELECT :practiceId::uuid, (:activityIds::uuid[])[d.position], 'link.requested', d.outcome, NULL::uuid,
           d.portal_account_id, NULL::uuid, jsonb_build_object('requestId', d.id, 'linkId', i.id)
      FROM decided d LEFT JOIN issued i ON d.outcome = 'sent' AND i.id = (:linkIds::uuid[])[d.position]`)}
  )
  SELECT id, outcome FROM decided`;

/**
 * Postpones a request that could not be answered, for longer each time. After too many tries it fails, and the
 * activity says so.
 */
export const postponeSignInRequest = sql`
  WITH waiting AS (
    SELECT r.practice_id, r.id, a.id AS account_id, now() + make_interval(secs => least(60, power(2, r.tries))) AS due_at
      FROM sign_in_request r LEFT JOIN portal_account a ON a.practice_id = r.practice_id AND a.email = r.email
     WHERE r.practice_id = :practiceId AND r.id = :requestId AND ${isUnanswered}
       FOR UPDATE OF r
  ), put_off AS (
    UPDATE sign_in_request r
       SET tries = r.tries + 1, due_at = w.due_at, portal_account_id = w.account_id,
           outcome = CASE WHEN r.tries + 1 >= ${signInPolicy.answerTries} THEN 'failed' END
      FROM waiting w
     WHERE r.practice_id = :practiceId AND r.id = w.id
    RETURNING r.id, r.portal_account_id, r.outcome
  ), recorded AS (${recordActs(sql`
    SELECT :practiceId::uuid, :activityId::uuid, 'link.requested', 'failed', NULL::uuid, portal_account_id, NULL::uuid,
           jsonb_build_object('requestId', id)
      FROM put_off WHERE outcome = 'failed'`)}
  )
  SELECT outcome FROM put_off`;
