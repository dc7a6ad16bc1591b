-- $1 practiceId
-- $2 importId
-- $3 after
-- $4 size

SELECT
  r.id,
  r.number,
  r.cells,
  r.status,
  r.problems,
  r.note,
  r.outcome,
  r.client_id AS "clientId"
FROM
  client_import_row r
WHERE
  r.practice_id = $1
  AND r.import_id = $2
  AND r.outcome IS NULL
  AND r.number > $3
ORDER BY
  r.number
LIMIT
  $4;
