-- $1 reason
-- $2 practiceId
-- $3 id

UPDATE webhook_endpoint
SET
  active = false,
  off_reason = $1
WHERE
  practice_id = $2
  AND id = $3
  AND active
  AND (
    $1 <> 'failing'
    OR failing_since < now() - make_interval(days => 5)
  )
RETURNING
  id;
