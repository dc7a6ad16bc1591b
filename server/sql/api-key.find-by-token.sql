-- $1 practiceId
-- $2 tokenHash

SELECT
  k.practice_id AS "practiceId",
  k.id AS "staffMemberId",
  m.name,
  k.scopes
FROM
  api_key k
  JOIN staff_member m ON m.practice_id = k.practice_id
  AND m.id = k.id
WHERE
  k.practice_id = $1
  AND k.token_hash = $2
  AND k.revoked_at IS NULL
  AND (
    k.expires_at IS NULL
    OR k.expires_at > now()
  );
