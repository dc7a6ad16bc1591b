-- $1 practiceId

DELETE FROM idempotency_key
WHERE
  practice_id = $1
  AND created_at < now() - make_interval(hours => 24)
RETURNING
  id;
