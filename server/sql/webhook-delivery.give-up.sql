-- $1 practiceId
-- $2 endpointId

UPDATE webhook_delivery
SET
  state = 'failed',
  problem = coalesce(problem, 'The endpoint was switched off.')
WHERE
  practice_id = $1
  AND endpoint_id = $2
  AND state = 'waiting';
