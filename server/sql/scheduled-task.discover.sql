SELECT
  name
FROM
  scheduled_task
WHERE
  due_at <= now()
  AND (
    claimed_until IS NULL
    OR claimed_until <= now()
  );
