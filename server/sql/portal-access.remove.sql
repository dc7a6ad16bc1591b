-- $1 practiceId
-- $2 id

DELETE FROM portal_access
WHERE
  practice_id = $1
  AND id = $2
RETURNING
  client_id AS "clientId";
