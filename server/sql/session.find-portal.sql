-- $1 practiceId
-- $2 tokenHash

SELECT
  s.practice_id AS "practiceId",
  s.id AS "sessionId",
  s.portal_account_id AS "portalAccountId",
  s.chosen_access_id AS "chosenAccessId",
  a.email,
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
  )::int AS "secondsLeft",
  p.slug,
  p.name AS "practiceName",
  p.mail_name AS "mailName",
  p.phone,
  p.address,
  p.time_zone AS "timeZone",
  p.link_lifetime_minutes AS "linkLifetimeMinutes",
  p.pin_lifetime_minutes AS "pinLifetimeMinutes"
FROM
  session s
  JOIN portal_account a ON a.practice_id = s.practice_id
  AND a.id = s.portal_account_id
  JOIN practice p ON p.id = s.practice_id
WHERE
  s.practice_id = $1
  AND s.token_hash = $2
  AND s.end_reason IS NULL
  AND s.idle_expires_at > now()
  AND s.expires_at > now()
  AND EXISTS (
    SELECT
      1
    FROM
      portal_access pa
    WHERE
      pa.practice_id = s.practice_id
      AND pa.portal_account_id = s.portal_account_id
      AND pa.active
      AND (
        SELECT
          pc.archived_at IS NULL
        FROM
          client pc
        WHERE
          pc.practice_id = s.practice_id
          AND pc.id = pa.client_id
      )
  );
