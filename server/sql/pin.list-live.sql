-- $1 practiceId
-- $2 portalAccountIds

SELECT
  p.id,
  p.portal_account_id AS "portalAccountId",
  p.created_at AS "createdAt",
  p.expires_at AS "expiresAt",
  m.name AS "createdBy",
  p.tries AS "wrongTries",
  5 - p.tries AS "triesLeft"
FROM
  pin p
  JOIN staff_member m ON m.practice_id = p.practice_id
  AND m.id = p.created_by
WHERE
  p.practice_id = $1
  AND p.portal_account_id = ANY ($2::uuid[])
  AND p.redeemed_at IS NULL
  AND p.voided_at IS NULL
  AND p.expires_at > now();
