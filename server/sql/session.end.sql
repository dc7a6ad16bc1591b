-- $1 reason
-- $2 practiceId
-- $3 sessionId
-- $4 holderId

UPDATE session
SET
  ended_at = now(),
  end_reason = $1
WHERE
  practice_id = $2
  AND id = $3
  AND ended_at IS NULL
  AND coalesce(portal_account_id, staff_member_id) = $4
RETURNING
  id;
