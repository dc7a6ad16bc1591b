-- $1 practiceId
-- $2 id

UPDATE webhook_delivery d
SET
  state = 'waiting',
  attempts = 0,
  due_at = now(),
  try_until = now() + make_interval(secs => 86400)
WHERE
  d.practice_id = $1
  AND d.id = $2
  AND (
    d.state <> 'waiting'
    OR d.due_at > now()
  )
  AND d.claimed_until > now() IS NOT TRUE
RETURNING
  d.id;
