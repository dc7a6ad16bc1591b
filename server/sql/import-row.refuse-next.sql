-- $1 problems
-- $2 practiceId
-- $3 importId
-- $4 after

UPDATE client_import_row
SET
  status = 'problem',
  outcome = 'left-out',
  problems = $1::jsonb
WHERE
  practice_id = $2
  AND import_id = $3
  AND number = (
    SELECT
      min(r.number)
    FROM
      client_import_row r
    WHERE
      r.practice_id = $2
      AND r.import_id = $3
      AND r.outcome IS NULL
      AND r.number > $4
  );
