-- $1 practiceId
-- $2 importId

SELECT
  status,
  outcome,
  count(*)::int AS count
FROM
  client_import_row
WHERE
  practice_id = $1
  AND import_id = $2
GROUP BY
  status,
  outcome;
