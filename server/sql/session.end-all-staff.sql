-- $1 reason
-- $2 practiceId
-- $3 holderId
-- $4 exceptId

UPDATE session
SET
  ended_at = now(),
  end_reason = $1
WHERE
  practice_id = $2
  AND staff_member_id = $3
  AND ended_at IS NULL
  AND id IS DISTINCT FROM $4::uuid
RETURNING
  id;
