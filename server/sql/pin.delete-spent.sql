-- $1 practiceId
-- $2 days

DELETE FROM pin
WHERE
  practice_id = $1
  AND least(redeemed_at, voided_at, expires_at) < now() - make_interval(days => $2)
RETURNING
  id;
