-- $1 practiceId
-- $2 portalAccessId
-- $3 pinId
-- $4 staffMemberId
-- $5 keyId
-- $6 hash
-- $7 activityId

WITH
  access AS (
    SELECT
      a.practice_id,
      a.id,
      a.client_id,
      a.portal_account_id,
      p.pin_lifetime_minutes
    FROM
      portal_access a
      JOIN practice p ON p.id = a.practice_id
    WHERE
      a.practice_id = $1
      AND a.id = $2
      AND a.active
      AND (
        SELECT
          pc.archived_at IS NULL
        FROM
          client pc
        WHERE
          pc.practice_id = a.practice_id
          AND pc.id = a.client_id
      )
      AND (
        SELECT
          count(*)
        FROM
          pin t
        WHERE
          t.practice_id = a.practice_id
          AND t.portal_account_id = a.portal_account_id
          AND t.created_at > now() - interval '1 day'
      ) < 10
  ),
  superseded AS (
    UPDATE pin
    SET
      voided_at = now(),
      void_reason = 'superseded'
    WHERE
      practice_id = $1
      AND portal_account_id = (
        SELECT
          portal_account_id
        FROM
          access
      )
      AND redeemed_at IS NULL
      AND voided_at IS NULL
    RETURNING
      id
  ),
  made AS (
    INSERT INTO
      pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at)
    SELECT
      a.practice_id,
      $3::uuid,
      a.portal_account_id,
      $4::uuid,
      $5,
      sha256(uuid_send ($3::uuid) || $6::bytea),
      now() + make_interval(mins => a.pin_lifetime_minutes)
    FROM
      access a
    WHERE
      (
        SELECT
          count(*)
        FROM
          superseded
      ) >= 0
    RETURNING
      portal_account_id,
      expires_at
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      a.practice_id,
      $7::uuid,
      'pin.generated',
      'ok',
      $4::uuid,
      a.portal_account_id,
      a.client_id,
      jsonb_build_object('pinId', $3::uuid, 'portalAccessId', a.id)
    FROM
      made m
      JOIN access a ON true
  )
SELECT
  portal_account_id AS "portalAccountId",
  expires_at AS "expiresAt"
FROM
  made;
