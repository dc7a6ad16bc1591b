-- $1 everySeconds
-- $2 result
-- $3 name

UPDATE scheduled_task
SET
  claimed_until = NULL,
  due_at = now() + make_interval(secs => $1),
  ended_at = now(),
  result = $2
WHERE
  name = $3;
