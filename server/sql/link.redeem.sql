-- $1 practiceId
-- $2 linkId
-- $3 kind
-- $4 onlyFor
-- $5 sessionId
-- $6 tokenHash
-- $7 device
-- $8 idleMinutes
-- $9 lifetimeMinutes
-- $10 replacedSessionId
-- $11 activityId

WITH
  claimed AS (
    UPDATE sign_in_link l
    SET
      redeemed_at = now()
    WHERE
      l.practice_id = $1
      AND l.id = $2
      AND l.kind = $3
      AND l.redeemed_at IS NULL
      AND l.voided_at IS NULL
      AND l.expires_at > now()
      AND (
        $4::uuid IS NULL
        OR coalesce(l.portal_account_id, l.staff_member_id) = $4
      )
      AND CASE
        WHEN l.kind = 'staff' THEN EXISTS (
          SELECT
            1
          FROM
            staff_member m
          WHERE
            m.practice_id = l.practice_id
            AND m.id = l.staff_member_id
            AND m.removed_at IS NULL
        )
        ELSE EXISTS (
          SELECT
            1
          FROM
            portal_access pa
          WHERE
            pa.practice_id = l.practice_id
            AND pa.portal_account_id = l.portal_account_id
            AND pa.active
            AND (
              SELECT
                pc.archived_at IS NULL
              FROM
                client pc
              WHERE
                pc.practice_id = l.practice_id
                AND pc.id = pa.client_id
            )
        )
      END
    RETURNING
      l.practice_id,
      l.id,
      l.portal_account_id,
      l.staff_member_id
  ),
  started AS (
    INSERT INTO
      session (
        practice_id,
        id,
        token_hash,
        portal_account_id,
        staff_member_id,
        method,
        device,
        idle_expires_at,
        expires_at
      )
    SELECT
      c.practice_id,
      $5::uuid,
      $6::bytea,
      c.portal_account_id,
      c.staff_member_id,
      'link',
      $7::text,
      now() + make_interval(mins => $8::int),
      now() + make_interval(mins => $9::int)
    FROM
      claimed c
  ),
  replaced AS (
    UPDATE session
    SET
      ended_at = now(),
      end_reason = 'signed-in-again'
    WHERE
      practice_id = $1
      AND id = $10
      AND ended_at IS NULL
      AND EXISTS (
        SELECT
          1
        FROM
          claimed
      )
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      c.practice_id,
      $11::uuid,
      'signed-in',
      'link',
      c.staff_member_id,
      c.portal_account_id,
      NULL::uuid,
      jsonb_build_object('linkId', c.id, 'sessionId', $5::uuid, 'device', $7::text)
    FROM
      claimed c
  )
SELECT
  (
    SELECT
      count(*)::int
    FROM
      portal_access pa
    WHERE
      pa.practice_id = $1
      AND pa.portal_account_id = (
        SELECT
          portal_account_id
        FROM
          claimed
      )
      AND pa.active
      AND (
        SELECT
          pc.archived_at IS NULL
        FROM
          client pc
        WHERE
          pc.practice_id = $1
          AND pc.id = pa.client_id
      )
  ) AS "clientCount",
  p.slug,
  p.name AS "practiceName",
  p.mail_name AS "mailName",
  p.phone,
  p.address,
  p.time_zone AS "timeZone",
  p.link_lifetime_minutes AS "linkLifetimeMinutes",
  p.pin_lifetime_minutes AS "pinLifetimeMinutes"
FROM
  claimed c
  JOIN practice p ON p.id = c.practice_id;
