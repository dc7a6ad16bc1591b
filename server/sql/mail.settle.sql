-- $1 ids
-- $2 attempts
-- $3 states
-- $4 reasons
-- $5 providerIds
-- $6 pauses
-- $7 tried
-- $8 taken
-- $9 count
-- $10 practiceId
-- $11 provider

WITH
  old AS (
    SELECT
      *
    FROM
      (
        SELECT
          done.*,
          m.state,
          m.state = 'queued'
          OR (
            m.state IN ('failed', 'not-sent')
            AND m.sent_at IS NULL
          ) AS open,
          m.state = 'queued'
          AND m.attempts = done.attempts
          AND m.claimed_until IS NOT NULL AS is_ours
        FROM
          (
            SELECT
              *
            FROM
              unnest(
                $1::uuid[],
                $2::int[],
                $3::text[],
                $4::text[],
                $5::text[],
                $6::float8[],
                $7::boolean[],
                $8::boolean[]
              ) AS given (id, attempts, result, reason, provider_id, pause_seconds, tried, taken)
            LIMIT
              $9
          ) done
          JOIN mail m ON m.practice_id = $10
          AND m.id = done.id
        FOR UPDATE OF
          m
      ) locked
  ),
  settled AS (
    SELECT
      id,
      reason,
      provider_id,
      tried,
      taken,
      open
      AND result <> 'queued' AS moved,
      CASE
        WHEN open THEN result
        ELSE state
      END AS state,
      now() AS now,
      now() + make_interval(secs => pause_seconds) AS due_at
    FROM
      old
    WHERE
      taken
      OR is_ours
  )
UPDATE mail m
SET
  state = s.state,
  state_at = CASE
    WHEN s.moved THEN s.now
    ELSE m.state_at
  END,
  changed_at = CASE
    WHEN s.moved THEN s.now
    ELSE m.changed_at
  END,
  reason = CASE
    WHEN s.moved
    OR s.state = 'queued' THEN s.reason
    ELSE m.reason
  END,
  sent_at = CASE
    WHEN s.taken THEN coalesce(m.sent_at, s.now)
    ELSE m.sent_at
  END,
  provider = CASE
    WHEN s.state = 'queued' THEN m.provider
    ELSE $11
  END,
  provider_id = coalesce(s.provider_id, m.provider_id),
  attempts = m.attempts - CASE
    WHEN s.tried THEN 0
    ELSE 1
  END,
  due_at = CASE
    WHEN s.state = 'queued' THEN s.due_at
    ELSE m.due_at
  END,
  claimed_until = NULL
FROM
  settled s
WHERE
  m.practice_id = $10
  AND m.id = s.id
RETURNING
  m.id,
  m.state;
