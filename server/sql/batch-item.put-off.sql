-- $1 practiceId
-- $2 itemId

UPDATE invitation_batch_item
SET
  due_at = now() + make_interval(mins => 20),
  reason = 'many-mails'
WHERE
  practice_id = $1
  AND id = $2
  AND coalesce(state, '') = 'waiting';
