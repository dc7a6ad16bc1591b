-- $1 existing
-- $2 staffMemberId
-- $3 practiceId
-- $4 importId
-- $5 version

UPDATE client_import
SET
  state = 'running',
  existing = $1,
  confirmed_by = $2,
  version = version + 1
WHERE
  practice_id = $3
  AND id = $4
  AND version = $5
  AND state = 'ready'
RETURNING
  id;
