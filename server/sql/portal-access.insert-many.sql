-- $1 practiceId
-- $2 accesses

INSERT INTO
  portal_access (practice_id, id, client_id, portal_account_id, relationship, person)
SELECT
  $1,
  j.id,
  j."clientId",
  j."portalAccountId",
  j.relationship,
  j.person
FROM
  jsonb_to_recordset($2::jsonb) AS j (id uuid, "clientId" uuid, "portalAccountId" uuid, relationship text, person text);
