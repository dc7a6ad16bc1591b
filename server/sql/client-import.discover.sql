-- $1 after

SELECT
  practice_id AS "practiceId",
  ARRAY[id] AS ids
FROM
  client_import
WHERE
  practice_id > $1
  AND state = 'running'
  AND (
    claimed_until IS NULL
    OR claimed_until < now()
  )
ORDER BY
  practice_id
LIMIT
  100;
