-- $1 practiceId
-- $2 importId
-- $3 after
-- $4 show
-- $5 first

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
  AND r.number > $3
  AND CASE $4
    WHEN 'all' THEN r.status <> 'header'
    WHEN 'new' THEN r.status IN ('new', 'address')
    WHEN 'imported' THEN r.outcome IN ('created', 'address-added', 'updated')
    WHEN 'left-alone' THEN r.outcome IN ('unchanged', 'cancelled')
    ELSE r.status = $4
  END
ORDER BY
  r.number
LIMIT
  $5;
