-- $1 idleMinutes
-- $2 practiceId
-- $3 sessionId

UPDATE session s
SET
  last_active_at = clock.now,
  idle_expires_at = least(clock.idle_end, s.expires_at)
FROM
  (
    SELECT
      now() AS now,
      now() + make_interval(mins => $1) AS idle_end
  ) clock
WHERE
  s.practice_id = $2
  AND s.id = $3
  AND s.end_reason IS NULL
  AND s.idle_expires_at > now()
  AND s.expires_at > now()
RETURNING
  ceil(
    extract(
      epoch
      FROM
        s.idle_expires_at - clock.now
    )
  )::int AS "idleSecondsLeft",
  ceil(
    extract(
      epoch
      FROM
        s.expires_at - clock.now
    )
  )::int AS "secondsLeft";
