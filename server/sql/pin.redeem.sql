-- $1 practiceId
-- $2 email
-- $3 keyIds
-- $4 hashes
-- $5 sessionId
-- $6 tokenHash
-- $7 device
-- $8 idleMinutes
-- $9 lifetimeMinutes
-- $10 replacedSessionId
-- $11 requestId
-- $12 activityId

WITH
  account AS (
    SELECT
      id
    FROM
      portal_account
    WHERE
      practice_id = $1
      AND email = $2
  ),
  tried AS (
    UPDATE pin
    SET
      tries = tries + 1,
      redeemed_at = CASE
        WHEN digits_hash = sha256(
          uuid_send (pin.id) || (
            SELECT
              typed.hash
            FROM
              unnest($3::text[], $4::bytea[]) AS typed (key_id, hash)
            WHERE
              typed.key_id = pin.key_id
          )
        )
        AND EXISTS (
          SELECT
            1
          FROM
            portal_access pa
          WHERE
            pa.practice_id = pin.practice_id
            AND pa.portal_account_id = pin.portal_account_id
            AND pa.active
            AND (
              SELECT
                pc.archived_at IS NULL
              FROM
                client pc
              WHERE
                pc.practice_id = pin.practice_id
                AND pc.id = pa.client_id
            )
        ) THEN try.now
      END
    FROM
      (
        SELECT
          now() AS now,
          coalesce(
            (
              SELECT
                id
              FROM
                account
            ),
            '00000000-0000-0000-0000-000000000000'::uuid
          ) AS account_id
      ) try
    WHERE
      practice_id = $1
      AND portal_account_id = try.account_id
      AND redeemed_at IS NULL
      AND voided_at IS NULL
      AND expires_at > now()
      AND tries < 5
    RETURNING
      practice_id,
      id,
      portal_account_id,
      redeemed_at
  ),
  claimed AS (
    SELECT
      practice_id,
      id,
      portal_account_id,
      NULL::uuid AS staff_member_id
    FROM
      tried
    WHERE
      redeemed_at IS NOT NULL
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
      'pin',
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
  typed AS (
    INSERT INTO
      sign_in_request (practice_id, id, email, portal_account_id, outcome)
    SELECT
      $1::uuid,
      $11::uuid,
      $2,
      (
        SELECT
          id
        FROM
          account
      ),
      CASE
        WHEN EXISTS (
          SELECT
            1
          FROM
            claimed
        ) THEN 'pin-accepted'
        ELSE 'pin-refused'
      END
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      c.practice_id,
      $12::uuid,
      'signed-in',
      'pin',
      NULL::uuid,
      c.portal_account_id,
      NULL::uuid,
      jsonb_build_object('requestId', $11::uuid, 'pinId', c.id, 'device', $7::text, 'sessionId', $5::uuid)
    FROM
      claimed c
  )
SELECT
  (
    SELECT
      id
    FROM
      account
  ) AS "portalAccountId",
  (
    SELECT
      id
    FROM
      tried
  ) AS "pinId",
  c.id IS NOT NULL AS "signedIn",
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
  p.pin_lifetime_minutes AS "pinLifetimeMinutes",
  CASE
    WHEN NOT EXISTS (
      SELECT
        1
      FROM
        tried
    ) THEN sha256(
      uuid_send ('00000000-0000-0000-0000-000000000000'::uuid) || (
        SELECT
          typed.hash
        FROM
          unnest($3::text[], $4::bytea[]) AS typed (key_id, hash)
        WHERE
          typed.key_id = ($3::text[]) [1]
      )
    )
  END
FROM
  practice p
  LEFT JOIN claimed c ON c.practice_id = p.id
WHERE
  p.id = $1;
