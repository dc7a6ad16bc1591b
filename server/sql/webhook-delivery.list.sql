-- $1 practiceId
-- $2 endpointId
-- $3 state
-- $4 beforeAt
-- $5 beforeId
-- $6 first

SELECT
  d.id,
  d.endpoint_id AS "endpointId",
  d.event_id AS "eventId",
  d.kind,
  d.payload,
  d.state,
  d.attempts,
  d.created_at AS "createdAt",
  CASE
    WHEN d.state = 'waiting' THEN CASE
      WHEN d.claimed_until > now() THEN d.tried_at
      ELSE d.due_at
    END
  END AS "dueAt",
  d.tried_at AS "triedAt",
  d.status,
  d.answer,
  d.problem
FROM
  webhook_delivery d
WHERE
  d.practice_id = $1
  AND d.endpoint_id = $2
  AND (
    $3::text IS NULL
    OR d.state = $3
  )
  AND (
    $4::timestamptz IS NULL
    OR (d.created_at, d.id) < ($4, $5::uuid)
  )
ORDER BY
  d.created_at DESC,
  d.id DESC
LIMIT
  $6;
