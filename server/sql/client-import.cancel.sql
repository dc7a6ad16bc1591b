-- $1 practiceId
-- $2 importId

UPDATE client_import
SET
  state = 'cancelled',
  finished_at = now()
WHERE
  practice_id = $1
  AND id = $2
  AND state IN ('ready', 'running')
RETURNING
  confirmed_by IS NOT NULL AS started;
