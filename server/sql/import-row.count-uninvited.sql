-- $1 practiceId
-- $2 importId

SELECT
  count(*)::int AS count
FROM
  client_import_row r
  JOIN portal_access a ON a.practice_id = r.practice_id
  AND a.id = r.portal_access_id
WHERE
  r.practice_id = $1
  AND r.import_id = $2
  AND a.invited_at IS NULL
  AND a.active;
