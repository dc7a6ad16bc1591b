-- $1 days

DELETE FROM pin
WHERE
  least(redeemed_at, voided_at, expires_at) < now() - make_interval(days => $1)
RETURNING
  id;
