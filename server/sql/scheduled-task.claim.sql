-- $1 leaseSeconds
-- $2 name

UPDATE scheduled_task
SET
  claimed_until = now() + make_interval(secs => $1)
WHERE
  name = $2
  AND due_at <= now()
  AND (
    claimed_until IS NULL
    OR claimed_until <= now()
  )
RETURNING
  name;
