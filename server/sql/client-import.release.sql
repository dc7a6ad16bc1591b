-- $1 practiceId
-- $2 importId

UPDATE client_import
SET
  claimed_until = NULL
WHERE
  practice_id = $1
  AND id = $2;
