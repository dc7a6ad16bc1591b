-- $1 to
-- $2 at
-- $3 reason
-- $4 practiceId
-- $5 mailId
-- $6 from
-- $7 unsent

UPDATE mail
SET
  state = $1,
  state_at = $2,
  changed_at = clock.now,
  reason = $3,
  sent_at = coalesce(sent_at, clock.now)
FROM
  (
    SELECT
      now() AS now
  ) clock
WHERE
  practice_id = $4
  AND id = $5
  AND state = $6
  AND (sent_at IS NULL) = $7
RETURNING
  state;
