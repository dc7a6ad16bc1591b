-- $1 practiceId
-- $2 id

SELECT
  a.practice_id AS "practiceId",
  a.id,
  a.client_id AS "clientId",
  c.first_name || ' ' || c.last_name AS "clientName",
  c.archived_at IS NOT NULL AS "clientArchived",
  a.portal_account_id AS "portalAccountId",
  t.email,
  a.relationship,
  a.person,
  a.active,
  a.invited_at AS "invitedAt",
  a.invited_by AS "invitedBy",
  a.version
FROM
  portal_access a
  JOIN client c ON c.practice_id = a.practice_id
  AND c.id = a.client_id
  JOIN portal_account t ON t.practice_id = a.practice_id
  AND t.id = a.portal_account_id
WHERE
  a.practice_id = $1
  AND a.id = $2
FOR UPDATE OF
  a;
