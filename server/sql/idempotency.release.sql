-- $1 practiceId
-- $2 id

DELETE FROM idempotency_key
WHERE
  practice_id = $1
  AND id = $2
  AND answer IS NULL;
