-- $1 provider
-- $2 ids
-- $3 attempts
-- $4 states
-- $5 reasons
-- $6 providerIds
-- $7 pauses
-- $8 tried
-- $9 taken
-- $10 count
-- $11 practiceId

UPDATE mail m
SET
  state = s.state,
  state_at = CASE
    WHEN s.moved THEN now()
    ELSE m.state_at
  END,
  changed_at = CASE
    WHEN s.moved THEN now()
    ELSE m.changed_at
  END,
  reason = CASE
    WHEN s.moved
    OR s.state = 'queued' THEN s.reason
    ELSE m.reason
  END,
  sent_at = CASE
    WHEN s.taken THEN coalesce(m.sent_at, now())
    ELSE m.sent_at
  END,
  provider = CASE
    WHEN s.state = 'queued' THEN m.provider
    ELSE $1
  END,
  provider_id = coalesce(s.provider_id, m.provider_id),
  attempts = m.attempts - CASE
    WHEN s.tried THEN 0
    ELSE 1
  END,
  due_at = CASE
    WHEN s.state = 'queued' THEN now() + make_interval(secs => s.pause_seconds)
    ELSE m.due_at
  END,
  claimed_until = NULL
FROM
  (
    SELECT
      done.*,
      old.open
      AND done.result <> 'queued' AS moved,
      CASE
        WHEN old.open THEN done.result
        ELSE old.state
      END AS state
    FROM
      (
        SELECT
          *
        FROM
          unnest(
            $2::uuid[],
            $3::int[],
            $4::text[],
            $5::text[],
            $6::text[],
            $7::float8[],
            $8::boolean[],
            $9::boolean[]
          ) AS given (id, attempts, result, reason, provider_id, pause_seconds, tried, taken)
        LIMIT
          $10
      ) done
      CROSS JOIN LATERAL (
        SELECT
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
          mail m
        WHERE
          m.practice_id = $11
          AND m.id = done.id
        FOR UPDATE
      ) old
    WHERE
      done.taken
      OR old.is_ours
  ) s
WHERE
  m.practice_id = $11
  AND m.id = s.id
RETURNING
  m.id,
  m.state;
