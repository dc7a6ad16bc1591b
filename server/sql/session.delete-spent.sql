-- $1 days

DELETE FROM session
WHERE
  least(ended_at, expires_at) < now() - make_interval(days => $1)
RETURNING
  id;
