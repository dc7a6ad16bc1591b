-- $1 practiceId
-- $2 batchId

WITH
  over AS (
    UPDATE invitation_batch_item
    SET
      state = 'failed',
      done_at = now()
    WHERE
      practice_id = $1
      AND batch_id = $2
      AND state = 'waiting'
      AND due_at <= now()
      AND tries >= 6
  )
UPDATE invitation_batch_item
SET
  due_at = now() + make_interval(secs => 20),
  tries = tries + 1
WHERE
  practice_id = $1
  AND id = ANY (
    ARRAY(
      SELECT
        i.id
      FROM
        invitation_batch_item i
      WHERE
        i.practice_id = $1
        AND i.batch_id = $2
        AND i.state = 'waiting'
        AND i.due_at <= now()
        AND i.tries < 6
      ORDER BY
        i.due_at,
        i.id
      LIMIT
        5
      FOR UPDATE
        SKIP LOCKED
    )
  )
  AND (
    SELECT
      count(*)
    FROM
      mail
    WHERE
      practice_id = $1
      AND state = 'queued'
  ) < 100
RETURNING
  id,
  portal_access_id AS "portalAccessId",
  tries;
