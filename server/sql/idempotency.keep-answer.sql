-- $1 answer
-- $2 practiceId
-- $3 id

UPDATE idempotency_key
SET
  answer = $1
WHERE
  practice_id = $2
  AND id = $3;
