-- $1 practiceId
-- $2 batchId

UPDATE invitation_batch_item
SET
  state = 'skipped',
  reason = 'cancelled',
  done_at = now()
WHERE
  practice_id = $1
  AND batch_id = $2
  AND state = 'waiting';
