-- $1 practiceId
-- $2 id

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
  AND d.id = $2;
