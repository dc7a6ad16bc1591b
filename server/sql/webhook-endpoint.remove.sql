-- $1 practiceId
-- $2 id

DELETE FROM webhook_endpoint
WHERE
  practice_id = $1
  AND id = $2
RETURNING
  id;
