-- $1 practiceId
-- $2 sessionId

UPDATE session
SET
  ended_at = now(),
  end_reason = 'signed-in-again'
WHERE
  practice_id = $1
  AND id = $2
  AND ended_at IS NULL
RETURNING
  id;
