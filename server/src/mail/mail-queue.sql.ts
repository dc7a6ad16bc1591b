import { type Fragment, sql } from '../db/sql.ts';

/**
 * Two lanes: mails that a person waits for, and invitations. The first never wait behind the second. Each lane
 * has a partial index of its queued mails.
 */
export type MailLane = 'awaited' | 'invitations';

const ofLane: Readonly<Record<MailLane, Fragment>> = {
  awaited: sql`m.state = 'queued' AND m.kind <> 'invitation'`,
  invitations: sql`m.state = 'queued' AND m.kind = 'invitation'`,
};

/**
 * Makes an SQL expression for the state of the link of a mail: `live`, `redeemed` or `over`; `live` without a link.
 * It is given the expression for the practice and the alias of the mail.
 */
export type LinkStateOf = (practiceId: Fragment, mail: Fragment) => Fragment;

const isFree = sql`(m.claimed_until IS NULL OR m.claimed_until <= now())`;

/** The practices with due mails after the given one, from the first hundred such mails. */
export const discoverMails = (lane: MailLane): Fragment => sql`
  SELECT practice_id AS "practiceId", array_agg(id) AS ids
    FROM (SELECT m.practice_id, m.id FROM mail m
           WHERE m.practice_id > :after AND ${ofLane[lane]} AND m.due_at <= now() AND ${isFree}
           ORDER BY m.practice_id LIMIT 100) due
   GROUP BY practice_id ORDER BY practice_id`;

/**
 * Claims the mails of a practice whose turn it is, the oldest first. Of several to one address only
 * the one in front may be claimed, until it has come to its end: whoever claims at the same moment
 * sees the same one in front. One whose link is of no use any more gives way at once. Mails behind
 * one that can't be claimed now take no turn from others.
 *
 * Citus takes a sub-select under FOR UPDATE only when it names the practice, and one in a join only when it takes the
 * practice from the join. It reads the rows of a CTE that locks and joins a sub-select in the wrong format, and so they
 * are locked one level down.
 *
 * @param columns what is returned of each mail `m`.
 */
export const claimMails = (lane: MailLane, linkStateOf: LinkStateOf, columns: Fragment): Fragment => sql`
  WITH turn AS (
    SELECT m.id
      FROM (SELECT m.practice_id, m.id, m.to_address, m.queued_at FROM mail m
             WHERE m.practice_id = :practiceId AND ${ofLane[lane]} AND m.due_at <= now() AND ${isFree}) due
      CROSS JOIN LATERAL (
        SELECT * FROM mail other
         WHERE other.practice_id = due.practice_id AND other.to_address = due.to_address AND other.state = 'queued'
         ORDER BY coalesce(other.claimed_until > now(), false) DESC, other.queued_at, other.id LIMIT 1) m
     WHERE ${isFree} AND (m.due_at <= now() OR ${linkStateOf(sql`m.practice_id`, sql`m`)} <> 'live')
     ORDER BY due.queued_at, due.id LIMIT :most
  ), free AS (
    SELECT * FROM (
      SELECT m.id, ${linkStateOf(sql`:practiceId`, sql`m`)} AS link_state,
             extract(epoch FROM now() - m.queued_at)::float8 AS age_seconds
        FROM mail m
       WHERE m.practice_id = :practiceId AND m.id IN (SELECT id FROM turn)
         AND coalesce(m.state, '') = 'queued' AND ${isFree}
         AND (m.due_at <= now() OR ${linkStateOf(sql`:practiceId`, sql`m`)} <> 'live')
         FOR UPDATE OF m SKIP LOCKED) locked
  )
  UPDATE mail m
     SET attempts = m.attempts + 1, claimed_until = now() + make_interval(secs => :leaseSeconds)
    FROM free
   WHERE m.practice_id = :practiceId AND m.id = free.id
  RETURNING ${columns}, free.link_state, free.age_seconds`;

/**
 * Writes down what came of mails of a practice that were claimed. A delivery event may have come
 * before the answer to the hand-over: it knows more, and stays. That a mail failed or was not sent is
 * only our own belief when nobody has taken it. The times are worked out where the mails are found, because Citus takes
 * no now() in the CASE of an UPDATE.
 *
 * `:count` says how many there are; with it the planner expects few and finds each by its key, where it
 * might otherwise read all mails of a practice.
 */
export const settleMails = sql`
  WITH old AS (
    SELECT * FROM (
      SELECT done.*, m.state, m.state = 'queued' OR (m.state IN ('failed', 'not-sent') AND m.sent_at IS NULL) AS open,
             m.state = 'queued' AND m.attempts = done.attempts AND m.claimed_until IS NOT NULL AS is_ours
        FROM (SELECT * FROM unnest(:ids::uuid[], :attempts::int[], :states::text[], :reasons::text[], :providerIds::text[],
                                   :pauses::float8[], :tried::boolean[], :taken::boolean[])
                         AS given (id, attempts, result, reason, provider_id, pause_seconds, tried, taken)
               LIMIT :count) done
        JOIN mail m ON m.practice_id = :practiceId AND m.id = done.id
         FOR UPDATE OF m) locked
  ), settled AS (
    SELECT id, reason, provider_id, tried, taken, open AND result <> 'queued' AS moved,
           CASE WHEN open THEN result ELSE state END AS state,
           now() AS now, now() + make_interval(secs => pause_seconds) AS due_at
      FROM old WHERE taken OR is_ours
  )
  UPDATE mail m
     SET state = s.state,
         state_at = CASE WHEN s.moved THEN s.now ELSE m.state_at END,
         changed_at = CASE WHEN s.moved THEN s.now ELSE m.changed_at END,
         reason = CASE WHEN s.moved OR s.state = 'queued' THEN s.reason ELSE m.reason END,
         sent_at = CASE WHEN s.taken THEN coalesce(m.sent_at, s.now) ELSE m.sent_at END,
         provider = CASE WHEN s.state = 'queued' THEN m.provider ELSE :provider END,
         provider_id = coalesce(s.provider_id, m.provider_id),
         attempts = m.attempts - CASE WHEN s.tried THEN 0 ELSE 1 END,
         due_at = CASE WHEN s.state = 'queued' THEN s.due_at ELSE m.due_at END,
         claimed_until = NULL
    FROM settled s
   WHERE m.practice_id = :practiceId AND m.id = s.id
  RETURNING m.id, m.state`;
