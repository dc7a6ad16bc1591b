-- $1 days

DELETE FROM webhook_delivery
WHERE
  created_at < now() - make_interval(days => $1::int)
RETURNING
  id;
