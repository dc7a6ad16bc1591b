-- $1 practiceId
-- $2 id

SELECT
  k.id,
  m.name,
  k.token_start AS "tokenStart",
  k.scopes,
  k.created_at AS "createdAt",
  c.name AS "createdBy",
  k.expires_at AS "expiresAt",
  coalesce(k.expires_at <= now(), false) AS expired,
  k.revoked_at AS "revokedAt",
  k.last_used_at AS "lastUsedAt"
FROM
  api_key k
  JOIN staff_member m ON m.practice_id = k.practice_id
  AND m.id = k.id
  JOIN staff_member c ON c.practice_id = k.practice_id
  AND c.id = k.created_by
WHERE
  k.practice_id = $1
  AND k.id = $2;
