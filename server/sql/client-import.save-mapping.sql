-- $1 columns
-- $2 hasHeader
-- $3 practiceId
-- $4 importId
-- $5 version

UPDATE client_import
SET
  columns = $1::jsonb,
  has_header = $2,
  version = version + 1
WHERE
  practice_id = $3
  AND id = $4
  AND version = $5
  AND state = 'ready'
RETURNING
  id;
