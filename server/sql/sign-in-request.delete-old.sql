-- $1 practiceId
-- $2 days

DELETE FROM sign_in_request
WHERE
  practice_id = $1
  AND asked_at < now() - make_interval(days => $2)
RETURNING
  id;
