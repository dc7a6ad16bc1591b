-- $1 portalAccountId
-- $2 practiceId
-- $3 id

UPDATE portal_access
SET
  portal_account_id = $1,
  invited_at = NULL,
  invited_by = NULL,
  version = version + 1
WHERE
  practice_id = $2
  AND id = $3
RETURNING
  client_id AS "clientId";
