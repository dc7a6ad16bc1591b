-- $1 reason
-- $2 practiceId
-- $3 portalAccountId

UPDATE sign_in_link
SET
  voided_at = now(),
  void_reason = $1
WHERE
  practice_id = $2
  AND portal_account_id = $3
  AND redeemed_at IS NULL
  AND voided_at IS NULL
RETURNING
  id;
