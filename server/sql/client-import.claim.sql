-- $1 practiceId

UPDATE client_import
SET
  claimed_until = now() + make_interval(secs => 8)
WHERE
  practice_id = $1
  AND id IN (
    SELECT
      id
    FROM
      client_import
    WHERE
      practice_id = $1
      AND state = 'running'
      AND (
        claimed_until IS NULL
        OR claimed_until < now()
      )
    FOR UPDATE
      SKIP LOCKED
  )
RETURNING
  practice_id AS "practiceId",
  id AS "importId";
