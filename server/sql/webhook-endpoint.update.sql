-- $1 url
-- $2 description
-- $3 active
-- $4 events
-- $5 practiceId
-- $6 id

UPDATE webhook_endpoint e
SET
  url = $1,
  description = $2,
  active = $3,
  off_reason = NULL,
  failing_since = CASE
    WHEN e.active
    AND e.url = $1 THEN e.failing_since
  END,
  read_until = CASE
    WHEN e.active THEN e.read_until
    ELSE clock.now
  END,
  subscriptions = (
    SELECT
      jsonb_object_agg(
        event,
        CASE
          WHEN e.active
          AND e.subscriptions ? event THEN e.subscriptions -> event
          ELSE to_jsonb(clock.from_now)
        END
      )
    FROM
      unnest($4::text[]) event
  )
FROM
  (
    SELECT
      now() AS now,
      date_trunc('milliseconds', now()) AS from_now
  ) clock
WHERE
  e.practice_id = $5
  AND e.id = $6
RETURNING
  e.id;
