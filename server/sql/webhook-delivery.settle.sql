-- $1 tried
-- $2 practiceId

WITH
  tried AS (
    SELECT
      t.*,
      now() AS now,
      now() + make_interval(secs => t."pauseSeconds") AS due_at
    FROM
      jsonb_to_recordset($1::jsonb) AS t (
        "deliveryId" uuid,
        "endpointId" uuid,
        attempts int,
        state text,
        "pauseSeconds" float8,
        status int,
        answer text,
        problem text
      )
  ),
  settled AS (
    UPDATE webhook_delivery d
    SET
      state = t.state,
      claimed_until = NULL,
      due_at = t.due_at,
      status = t.status,
      answer = t.answer,
      problem = t.problem
    FROM
      tried t
    WHERE
      d.practice_id = $2
      AND d.id = t."deliveryId"
      AND d.attempts = t.attempts
      AND (
        d.state = 'waiting'
        OR t.state = 'delivered'
      )
  )
UPDATE webhook_endpoint e
SET
  failing_since = CASE
    WHEN last.arrived THEN NULL
    ELSE last.now
  END
FROM
  (
    SELECT
      "endpointId",
      max(now) AS now,
      bool_or(problem IS NULL) AS arrived
    FROM
      tried
    GROUP BY
      "endpointId"
  ) last
WHERE
  e.practice_id = $2
  AND e.id = last."endpointId"
  AND (e.failing_since IS NOT NULL) = last.arrived;
