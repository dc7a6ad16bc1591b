-- $1 practiceId
-- $2 clientIds

SELECT
FROM
  client
WHERE
  practice_id = $1
  AND id = ANY ($2::uuid[])
ORDER BY
  id
FOR NO KEY UPDATE;
