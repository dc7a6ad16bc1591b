-- $1 after

SELECT
  e.practice_id AS "practiceId",
  array_agg(e.id) AS ids
FROM
  webhook_endpoint e
  CROSS JOIN LATERAL (
    SELECT
      1
    FROM
      webhook_delivery d
    WHERE
      d.practice_id = e.practice_id
      AND d.endpoint_id = e.id
      AND d.state = 'waiting'
      AND d.due_at <= now()
    LIMIT
      1
  ) due
WHERE
  e.practice_id > $1
  AND e.active
  AND CASE
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
  ) > 0
GROUP BY
  e.practice_id
ORDER BY
  e.practice_id
LIMIT
  100;
