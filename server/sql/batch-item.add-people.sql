-- $1 practiceId
-- $2 batchId
-- $3 importId

INSERT INTO
  invitation_batch_item (practice_id, id, batch_id, client_id, portal_access_id)
SELECT
  $1,
  gen_random_uuid(),
  $2,
  a.client_id,
  a.id
FROM
  portal_access a
  JOIN client c ON c.practice_id = a.practice_id
  AND c.id = a.client_id
WHERE
  a.practice_id = $1
  AND a.active
  AND a.invited_at IS NULL
  AND c.archived_at IS NULL
  AND (
    $3::uuid IS NULL
    OR a.id IN (
      SELECT
        r.portal_access_id
      FROM
        client_import_row r
      WHERE
        r.practice_id = $1
        AND r.import_id = $3
    )
  )
RETURNING
  id;
