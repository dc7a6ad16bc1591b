DELETE FROM idempotency_key
WHERE
  created_at < now() - make_interval(hours => 24)
RETURNING
  id;
