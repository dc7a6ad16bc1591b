-- $1 practiceId
-- $2 importId
-- $3 rows

INSERT INTO
  client_import_row (practice_id, id, import_id, number, cells, status, problems, note)
SELECT
  $1,
  r.id,
  $2,
  r.number,
  r.cells,
  r.status,
  r.problems,
  r.note
FROM
  jsonb_to_recordset($3::jsonb) AS r (id uuid, number int, cells jsonb, status text, problems jsonb, note text);
