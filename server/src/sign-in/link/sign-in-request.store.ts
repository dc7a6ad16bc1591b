import type { Database } from '../../db/database.ts';
import type { Due } from '../../db/poller.ts';
import { sql } from '../../db/sql.ts';
import { statement } from '../../db/statement.ts';
import { newId } from '../../lib/ids.ts';
import { answerSignInRequests, postponeSignInRequest } from './answer-sign-in-requests.sql.ts';

/** The outcome of a request for a link. It is never shown to the person who asked. */
export type RequestOutcome =
  | 'sent'
  | 'throttled'
  | 'access-off'
  | 'no-account'
  | 'failed'
  | 'pin-accepted'
  | 'pin-refused';

/** A request with its outcome; null when it was postponed. */
export interface AnsweredRequest {
  id: string;
  outcome: RequestOutcome | null;
}

interface Recorded {
  linkLifetimeMinutes: number;
}

const record = statement<Recorded, { practiceId: string; requestId: string; email: string }>(
  'sign-in-request.record',
  sql`
  WITH request AS (
    INSERT INTO sign_in_request (practice_id, id, email) VALUES (:practiceId, :requestId, :email)
  )
  SELECT link_lifetime_minutes AS "linkLifetimeMinutes" FROM practice WHERE id = :practiceId`,
  { pipelined: 'writes' },
);

const recordForLink = statement<Recorded, { practiceId: string; requestId: string; linkId: string }>(
  'sign-in-request.record-for-link',
  sql`
  WITH holder AS (
    SELECT a.practice_id, a.email
      FROM sign_in_link l
      JOIN portal_account a ON a.practice_id = l.practice_id AND a.id = l.portal_account_id
     WHERE l.practice_id = :practiceId AND l.id = :linkId
  ), request AS (
    INSERT INTO sign_in_request (practice_id, id, email)
    SELECT practice_id, :requestId::uuid, email FROM holder
  )
  SELECT p.link_lifetime_minutes AS "linkLifetimeMinutes" FROM holder h JOIN practice p ON p.id = h.practice_id`,
  { pipelined: 'writes' },
);

const discover = statement<Due, { after: string }>(
  'sign-in-request.discover',
  sql`
  SELECT practice_id AS "practiceId", array_agg(id ORDER BY asked_at, id) AS ids
    FROM (SELECT practice_id, id, asked_at FROM sign_in_request
           WHERE practice_id > :after AND outcome IS NULL AND due_at <= now()
           ORDER BY practice_id, asked_at LIMIT 100) due
   GROUP BY practice_id ORDER BY practice_id`,
);

interface Answer {
  practiceId: string;
  ids: readonly string[];
  count: number;
  linkIds: readonly string[];
  mailIds: readonly string[];
  activityIds: readonly string[];
}

const answer = statement<AnsweredRequest, Answer>('sign-in-request.answer', answerSignInRequests);

const putOff = statement<
  Pick<AnsweredRequest, 'outcome'>,
  { practiceId: string; requestId: string; activityId: string }
>('sign-in-request.put-off', postponeSignInRequest);

const deleteOld = statement<{ id: string }, { practiceId: string; days: number }>(
  'sign-in-request.delete-old',
  sql`
  DELETE FROM sign_in_request
   WHERE practice_id = :practiceId AND asked_at < now() - make_interval(days => :days)
  RETURNING id`,
);

/** Sign-in requests. */
export class SignInRequestStore {
  constructor(private readonly database: Database) {}

  /**
   * Records a request, with one statement that is the same for every address.
   */
  async record(practiceId: string, email: string): Promise<Recorded> {
    const [row] = await this.database.run(record, { practiceId, requestId: newId(), email });
    if (!row) throw new Error('the practice is gone');
    return row;
  }

  /** Records a request of the holder of a link that no longer works; undefined when the link was deleted. */
  async recordForLink(practiceId: string, linkId: string): Promise<Recorded | undefined> {
    const [row] = await this.database.run(recordForLink, { practiceId, linkId, requestId: newId() });
    return row;
  }

  /** The requests that wait for an answer: of each practice the oldest first, from the first practice after this one. */
  async discover(after: string): Promise<Due[]> {
    return this.database.run(discover, { after });
  }

  /**
   * Answers requests of a practice, in one statement.
   *
   * @returns the requests that this call answered.
   * @throws a unique violation when a link of one of the accounts was issued at the same moment; the caller retries.
   */
  async answer(practiceId: string, ids: readonly string[]): Promise<AnsweredRequest[]> {
    const newIds = () => ids.map(() => newId());
    return this.database.run(answer, {
      practiceId,
      ids,
      count: ids.length,
      linkIds: newIds(),
      mailIds: newIds(),
      activityIds: newIds(),
    });
  }

  /** Postpones a request that could not be answered; `failed` when it was the last try. */
  async putOff(practiceId: string, requestId: string): Promise<RequestOutcome | null> {
    const [row] = await this.database.run(putOff, { practiceId, requestId, activityId: newId() });
    return row?.outcome ?? null;
  }

  /** Deletes requests older than the given days. */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(deleteOld, { practiceId, days })).length;
  }
}
