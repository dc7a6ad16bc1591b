-- $1 practiceId
-- $2 importId

UPDATE client_import_row
SET
  outcome = CASE
    WHEN status = 'header' THEN 'header'
    ELSE 'left-out'
  END
WHERE
  practice_id = $1
  AND import_id = $2
  AND status IN ('header', 'problem');
