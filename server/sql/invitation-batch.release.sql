-- $1 practiceId
-- $2 batchId

UPDATE invitation_batch b
SET
  state = CASE
    WHEN next.due_at IS NULL THEN 'done'
    ELSE b.state
  END,
  finished_at = CASE
    WHEN next.due_at IS NULL THEN next.now
  END,
  due_at = greatest(next.due_at, next.soon)
FROM
  (
    SELECT
      min(i.due_at) AS due_at,
      now() AS now,
      now() + make_interval(secs => 1) AS soon
    FROM
      invitation_batch_item i
    WHERE
      i.practice_id = $1
      AND i.batch_id = $2
      AND i.state = 'waiting'
  ) next
WHERE
  b.practice_id = $1
  AND b.id = $2
  AND b.state = 'running';
