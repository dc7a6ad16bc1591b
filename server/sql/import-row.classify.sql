-- $1 rows
-- $2 practiceId
-- $3 importId

UPDATE client_import_row r
SET
  status = j.status,
  problems = j.problems,
  note = j.note
FROM
  jsonb_to_recordset($1::jsonb) AS j (number int, status text, problems jsonb, note text)
WHERE
  r.practice_id = $2
  AND r.import_id = $3
  AND r.number = j.number
  AND (r.status, r.problems, r.note) IS DISTINCT FROM (j.status, j.problems, j.note);
