-- $1 results
-- $2 practiceId

UPDATE client_import_row r
SET
  outcome = j.outcome,
  client_id = j."clientId",
  portal_access_id = j."portalAccessId"
FROM
  jsonb_to_recordset($1::jsonb) AS j ("rowId" uuid, outcome text, "clientId" uuid, "portalAccessId" uuid)
WHERE
  r.practice_id = $2
  AND r.id = j."rowId";
