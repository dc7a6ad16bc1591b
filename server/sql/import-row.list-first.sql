-- $1 practiceId
-- $2 importId

SELECT
  number,
  cells
FROM
  client_import_row
WHERE
  practice_id = $1
  AND import_id = $2
ORDER BY
  number
LIMIT
  6;
