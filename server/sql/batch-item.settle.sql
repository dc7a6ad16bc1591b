-- $1 state
-- $2 reason
-- $3 practiceId
-- $4 itemId

UPDATE invitation_batch_item i
SET
  state = $1,
  reason = $2,
  done_at = now()
FROM
  invitation_batch b
WHERE
  i.practice_id = $3
  AND i.id = $4
  AND coalesce(i.state, '') = 'waiting'
  AND b.practice_id = i.practice_id
  AND b.id = i.batch_id
  AND b.state = 'running'
RETURNING
  i.id;
