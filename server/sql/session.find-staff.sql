-- $1 practiceId
-- $2 tokenHash

SELECT
  s.practice_id AS "practiceId",
  s.id AS "sessionId",
  m.id AS "staffMemberId",
  m.name,
  m.email,
  m.role,
  ceil(
    extract(
      epoch
      FROM
        s.idle_expires_at - now()
    )
  )::int AS "idleSecondsLeft",
  ceil(
    extract(
      epoch
      FROM
        s.expires_at - now()
    )
  )::int AS "secondsLeft"
FROM
  session s
  JOIN staff_member m ON m.practice_id = s.practice_id
  AND m.id = s.staff_member_id
  AND m.removed_at IS NULL
WHERE
  s.practice_id = $1
  AND s.token_hash = $2
  AND s.end_reason IS NULL
  AND s.idle_expires_at > now()
  AND s.expires_at > now();
