-- $1 after

SELECT
  practice_id AS "practiceId",
  ARRAY[id] AS ids
FROM
  invitation_batch
WHERE
  practice_id > $1
  AND state IN ('running', 'paused')
  AND state = 'running'
  AND due_at <= now()
ORDER BY
  practice_id
LIMIT
  100;
