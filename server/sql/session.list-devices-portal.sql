-- $1 practiceId
-- $2 holderId

SELECT
  s.id,
  s.device,
  s.method,
  s.signed_in_at AS "signedInAt",
  s.last_active_at AS "lastActiveAt"
FROM
  session s
WHERE
  s.practice_id = $1
  AND s.portal_account_id = $2
  AND s.ended_at IS NULL
  AND s.end_reason IS NULL
  AND s.idle_expires_at > now()
  AND s.expires_at > now()
ORDER BY
  s.last_active_at DESC,
  s.id
LIMIT
  100;
