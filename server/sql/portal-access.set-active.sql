-- $1 active
-- $2 practiceId
-- $3 id

UPDATE portal_access
SET
  active = $1,
  version = version + 1
WHERE
  practice_id = $2
  AND id = $3
  AND active <> $1
RETURNING
  client_id AS "clientId";
