-- $1 practiceId
-- $2 most
-- $3 leaseSeconds

WITH
  turn AS (
    SELECT
      m.id
    FROM
      (
        SELECT
          m.practice_id,
          m.id,
          m.to_address,
          m.queued_at
        FROM
          mail m
        WHERE
          m.practice_id = $1
          AND m.state = 'queued'
          AND m.kind <> 'invitation'
          AND m.due_at <= now()
          AND (
            m.claimed_until IS NULL
            OR m.claimed_until <= now()
          )
      ) due
      CROSS JOIN LATERAL (
        SELECT
          *
        FROM
          mail other
        WHERE
          other.practice_id = due.practice_id
          AND other.to_address = due.to_address
          AND other.state = 'queued'
        ORDER BY
          coalesce(other.claimed_until > now(), false) DESC,
          other.queued_at,
          other.id
        LIMIT
          1
      ) m
    WHERE
      (
        m.claimed_until IS NULL
        OR m.claimed_until <= now()
      )
      AND (
        m.due_at <= now()
        OR CASE
          WHEN m.link_id IS NULL THEN 'live'
          ELSE coalesce(
            (
              SELECT
                CASE
                  WHEN l.redeemed_at IS NOT NULL THEN 'redeemed'
                  WHEN l.voided_at IS NULL
                  AND l.expires_at > now() THEN 'live'
                END
              FROM
                sign_in_link l
              WHERE
                l.practice_id = m.practice_id
                AND l.id = m.link_id
            ),
            'over'
          )
        END <> 'live'
      )
    ORDER BY
      due.queued_at,
      due.id
    LIMIT
      $2
  ),
  free AS (
    SELECT
      *
    FROM
      (
        SELECT
          m.id,
          CASE
            WHEN m.link_id IS NULL THEN 'live'
            ELSE coalesce(
              (
                SELECT
                  CASE
                    WHEN l.redeemed_at IS NOT NULL THEN 'redeemed'
                    WHEN l.voided_at IS NULL
                    AND l.expires_at > now() THEN 'live'
                  END
                FROM
                  sign_in_link l
                WHERE
                  l.practice_id = $1
                  AND l.id = m.link_id
              ),
              'over'
            )
          END AS link_state,
          extract(
            epoch
            FROM
              now() - m.queued_at
          )::float8 AS age_seconds
        FROM
          mail m
        WHERE
          m.practice_id = $1
          AND m.id IN (
            SELECT
              id
            FROM
              turn
          )
          AND coalesce(m.state, '') = 'queued'
          AND (
            m.claimed_until IS NULL
            OR m.claimed_until <= now()
          )
          AND (
            m.due_at <= now()
            OR CASE
              WHEN m.link_id IS NULL THEN 'live'
              ELSE coalesce(
                (
                  SELECT
                    CASE
                      WHEN l.redeemed_at IS NOT NULL THEN 'redeemed'
                      WHEN l.voided_at IS NULL
                      AND l.expires_at > now() THEN 'live'
                    END
                  FROM
                    sign_in_link l
                  WHERE
                    l.practice_id = $1
                    AND l.id = m.link_id
                ),
                'over'
              )
            END <> 'live'
          )
        FOR UPDATE OF
          m SKIP LOCKED
      ) locked
  )
UPDATE mail m
SET
  attempts = m.attempts + 1,
  claimed_until = now() + make_interval(secs => $3)
FROM
  free
WHERE
  m.practice_id = $1
  AND m.id = free.id
RETURNING
  m.practice_id,
  m.id,
  m.kind,
  m.to_address,
  m.link_id,
  m.about_id,
  m.facts,
  m.state,
  m.attempts,
  m.provider,
  m.reason,
  m.queued_at,
  m.sent_at,
  m.state_at,
  free.link_state,
  free.age_seconds;
