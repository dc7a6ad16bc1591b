-- $1 to
-- $2 practiceId
-- $3 batchId
-- $4 from

UPDATE invitation_batch
SET
  state = $1,
  due_at = clock.now,
  finished_at = CASE
    WHEN $1 = 'cancelled' THEN clock.now
  END
FROM
  (
    SELECT
      now() AS now
  ) clock
WHERE
  practice_id = $2
  AND id = $3
  AND state = ANY ($4::text[])
RETURNING
  id;
