import { insertActivityText } from '../../activity/record-acts.sql.ts';
import { seesSomeoneText } from '../../clients/portal-access.sql.ts';
import { type Database, quickAct, type Statement, statement } from '../../db/database.ts';
import type { JobQueue } from '../../db/job-queue.ts';
import { bypassPartialIndex } from '../../db/bypass-partial-index.ts';
import type { Due } from '../../db/poller.ts';
import { sql } from '../../db/sql.ts';
import { statement as named } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { queueMailText } from '../../mail/queue-mail.ts';
import { mailFactsText } from '../../practice/mail-facts.sql.ts';
import { issueLinkText } from './issue-link.sql.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** What became of a request for a link. The one who asked never learns which. */
export type RequestOutcome = 'sent' | 'throttled' | 'access-off' | 'no-account' | 'pin-accepted' | 'pin-refused';

interface Recorded {
  linkLifetimeMinutes: number;
}

/** What people typed on the sign-in page, and what became of it. */
export class SignInRequestStore {
  readonly #answer: Statement<{ outcome: RequestOutcome }>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    this.#answer = answerStatement(jobs);
  }

  /**
   * Writes down what was typed, to be answered in the background, in one statement that is the same
   * for every address.
   */
  async record(practiceId: string, email: string): Promise<Recorded> {
    const [row] = await this.database.run(record, { practiceId, requestId: newId(), email });
    if (!row) throw new Error('the practice is gone');
    return row;
  }

  /** The same for the holder of a link that no longer works; undefined when the link is not known any more. */
  async recordForLink(practiceId: string, linkId: string): Promise<Recorded | undefined> {
    const [row] = await this.database.run(recordForLink, [practiceId, linkId, newId()]);
    return row;
  }

  /** The requests that wait for an answer: of each practice the oldest first, from the first practice after this one. */
  async discover(after: string): Promise<Due[]> {
    return this.database.run(discover, { after });
  }

  /**
   * Answers a request: finds whose address it is, throttles, replaces the older link by a new one,
   * queues its mail and records all that, in one statement.
   *
   * @returns what became of it; undefined when it was answered before, or another server is about to.
   * @throws a unique violation when another request of the same account was answered at the same moment; ask again.
   */
  async answer(practiceId: string, requestId: string): Promise<RequestOutcome | undefined> {
    const [row] = await this.database.run(this.#answer, [practiceId, requestId, newId(), newId(), newId()]);
    return row?.outcome;
  }

  /** Deletes what was typed longer ago than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteOld, [days])).length;
  }
}

const record = named<Recorded, { practiceId: string; requestId: string; email: string }>(
  'sign-in-request.record',
  sql`
  WITH request AS (
    INSERT INTO sign_in_request (practice_id, id, email) VALUES (:practiceId, :requestId, :email)
  )
  SELECT link_lifetime_minutes AS "linkLifetimeMinutes" FROM practice WHERE id = :practiceId`,
  { pipelined: 'writes' },
);

const recordForLink = quickAct<Recorded>(
  'record-sign-in-request-for-link',
  `WITH request AS (
     INSERT INTO sign_in_request (practice_id, id, email)
     SELECT a.practice_id, $3::uuid, a.email
       FROM sign_in_link l
       JOIN portal_account a ON a.practice_id = l.practice_id AND a.id = l.portal_account_id
      WHERE l.practice_id = $1 AND l.id = $2
     RETURNING practice_id
   )
   SELECT p.link_lifetime_minutes AS "linkLifetimeMinutes" FROM request r JOIN practice p ON p.id = r.practice_id`,
);

const discover = named<Due, { after: string }>(
  'sign-in-request.discover',
  sql`SELECT practice_id AS "practiceId", array_agg(id ORDER BY asked_at) AS ids
        FROM (SELECT practice_id, id, asked_at FROM sign_in_request
               WHERE outcome IS NULL AND practice_id > :after
               ORDER BY practice_id, asked_at LIMIT 100) waiting
       GROUP BY practice_id ORDER BY practice_id`,
);

const answerStatement = (jobs: JobQueue) =>
  statement<{ outcome: RequestOutcome }>(
    'answer-sign-in-request',
    `WITH request AS (
       SELECT r.asked_at, a.id AS account_id,
              a.id IS NOT NULL AND ${seesSomeoneText('r.practice_id', 'a.id')} AS may_sign_in,
              (SELECT count(*) FROM sign_in_link l
                WHERE l.practice_id = r.practice_id AND l.portal_account_id = a.id
                  AND l.issued_at > now() - interval '1 hour') AS recent
         FROM sign_in_request r
         LEFT JOIN portal_account a ON a.practice_id = r.practice_id AND a.email = r.email
        WHERE r.practice_id = $1 AND r.id = $2 AND ${bypassPartialIndex('r.outcome')} = ''
          FOR UPDATE OF r SKIP LOCKED
     ), decided AS (
       UPDATE sign_in_request r
          SET portal_account_id = q.account_id,
              outcome = CASE WHEN q.account_id IS NULL THEN 'no-account'
                             WHEN NOT q.may_sign_in THEN 'access-off'
                             WHEN q.recent >= ${signInPolicy.mailsPerHour} THEN 'throttled'
                             ELSE 'sent' END
         FROM request q
        WHERE r.practice_id = $1 AND r.id = $2
       RETURNING r.practice_id, r.portal_account_id, r.outcome, r.asked_at, r.email
     ), allowed AS (
       SELECT d.practice_id, $3::uuid AS link_id, 'sign-in' AS kind, d.portal_account_id, NULL::uuid AS staff_member_id,
              p.link_lifetime_minutes AS lifetime_minutes
         FROM decided d JOIN practice p ON p.id = d.practice_id
        WHERE d.outcome = 'sent'
     ), ${issueLinkText('portal_account_id')},
     ${queueMailText(
       jobs,
       `SELECT d.practice_id, $4::uuid, 'sign-in-link', d.email, i.id, d.portal_account_id,
               ${mailFactsText('p', 'd.asked_at', 'p.link_lifetime_minutes')}
          FROM issued i JOIN decided d ON true JOIN practice p ON p.id = d.practice_id`,
     )},
     recorded AS (${insertActivityText(
       `SELECT d.practice_id, $5::uuid, 'link.requested', d.outcome, NULL::uuid, d.portal_account_id, NULL::uuid,
               jsonb_build_object('requestId', $2::uuid, 'linkId', (SELECT id FROM issued))
          FROM decided d`,
     )})
     SELECT outcome FROM decided`,
  );

const deleteOld = statement<{ id: string }>(
  'delete-old-sign-in-requests',
  `DELETE FROM sign_in_request WHERE asked_at < now() - make_interval(days => $1) RETURNING id`,
);
