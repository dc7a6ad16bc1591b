-- $1 practiceId
-- $2 batchId
-- $3 importId

INSERT INTO
  invitation_batch_item (practice_id, id, batch_id, client_id, state, reason, done_at)
SELECT
  $1,
  gen_random_uuid(),
  $2,
  c.id,
  'skipped',
  'no-address',
  now()
FROM
  client c
WHERE
  c.practice_id = $1
  AND $3::uuid IS NULL
  AND c.archived_at IS NULL
  AND NOT EXISTS (
    SELECT
      1
    FROM
      portal_access a
    WHERE
      a.practice_id = c.practice_id
      AND a.client_id = c.id
  );
