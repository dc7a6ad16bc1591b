-- $1 practiceId

UPDATE invitation_batch
SET
  due_at = now() + make_interval(secs => 20)
WHERE
  practice_id = $1
  AND id IN (
    SELECT
      id
    FROM
      invitation_batch
    WHERE
      practice_id = $1
      AND state IN ('running', 'paused')
      AND state = 'running'
      AND due_at <= now()
    FOR UPDATE
      SKIP LOCKED
  )
RETURNING
  practice_id AS "practiceId",
  id AS "batchId",
  started_by AS "startedBy";
