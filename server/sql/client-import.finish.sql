-- $1 practiceId
-- $2 importId

UPDATE client_import
SET
  state = 'done',
  finished_at = now()
WHERE
  practice_id = $1
  AND id = $2;
