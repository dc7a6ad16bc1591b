-- $1 practiceId
-- $2 endpointIds
-- $3 most

WITH
  over AS (
    UPDATE webhook_delivery d
    SET
      state = 'failed',
      claimed_until = NULL,
      problem = coalesce(d.problem, 'It could not be sent within a day.')
    WHERE
      d.practice_id = $1
      AND d.endpoint_id = ANY ($2::uuid[])
      AND d.state = 'waiting'
      AND d.due_at <= now()
      AND d.attempts > 0
      AND d.try_until < now()
  ),
  endpoint AS (
    SELECT
      e.practice_id,
      e.id,
      CASE
        WHEN e.failing_since IS NULL THEN 8
        ELSE 1
      END - (
        SELECT
          count(*)
        FROM
          webhook_delivery d
        WHERE
          d.practice_id = e.practice_id
          AND d.endpoint_id = e.id
          AND d.claimed_until > now()
      ) AS room
    FROM
      webhook_endpoint e
    WHERE
      e.practice_id = $1
      AND e.id = ANY ($2::uuid[])
      AND e.active
  ),
  due AS (
    SELECT
      due.id
    FROM
      endpoint e
      CROSS JOIN LATERAL (
        SELECT
          d.id
        FROM
          webhook_delivery d
        WHERE
          d.practice_id = $1
          AND d.endpoint_id = e.id
          AND d.state = 'waiting'
          AND d.due_at <= now()
          AND (
            d.attempts = 0
            OR d.try_until >= now()
          )
        ORDER BY
          d.due_at,
          d.id
        LIMIT
          greatest(0, e.room)
        FOR UPDATE
          SKIP LOCKED
      ) due
    LIMIT
      $3
  )
UPDATE webhook_delivery d
SET
  attempts = d.attempts + 1,
  tried_at = clock.now,
  claimed_until = clock.lease_end,
  due_at = clock.lease_end
FROM
  due,
  webhook_endpoint e,
  (
    SELECT
      now() AS now,
      now() + make_interval(secs => 30) AS lease_end
  ) clock
WHERE
  d.practice_id = $1
  AND d.id = due.id
  AND e.practice_id = $1
  AND e.id = d.endpoint_id
RETURNING
  d.id AS "deliveryId",
  d.endpoint_id AS "endpointId",
  d.event_id AS "eventId",
  d.payload,
  d.attempts,
  extract(
    epoch
    FROM
      d.try_until - clock.now
  )::float8 AS "secondsLeft",
  coalesce(clock.now - e.failing_since > make_interval(days => 5), false) AS "failingForDays",
  e.id,
  e.url,
  e.key_id AS "keyId",
  e.rotation,
  CASE
    WHEN e.old_secret_until > clock.now THEN e.old_key_id
  END AS "oldKeyId";
