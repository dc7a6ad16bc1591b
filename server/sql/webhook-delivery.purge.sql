-- $1 practiceId
-- $2 days

DELETE FROM webhook_delivery
WHERE
  practice_id = $1
  AND created_at < now() - make_interval(days => $2::int)
RETURNING
  id;
