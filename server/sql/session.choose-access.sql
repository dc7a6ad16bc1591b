-- $1 portalAccessId
-- $2 practiceId
-- $3 sessionId

UPDATE session
SET
  chosen_access_id = $1
WHERE
  practice_id = $2
  AND id = $3
RETURNING
  id;
