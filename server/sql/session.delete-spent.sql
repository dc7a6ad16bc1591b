-- $1 practiceId
-- $2 days

DELETE FROM session
WHERE
  practice_id = $1
  AND least(ended_at, expires_at) < now() - make_interval(days => $2)
RETURNING
  id;
