-- $1 practiceId
-- $2 linkId
-- $3 kind
-- $4 activityId

WITH
  link AS (
    SELECT
      l.practice_id,
      l.id,
      l.portal_account_id,
      l.staff_member_id,
      l.issued_at,
      CASE
        WHEN l.redeemed_at IS NOT NULL THEN 'already-used'
        WHEN l.void_reason = 'superseded' THEN 'superseded'
        WHEN l.voided_at IS NOT NULL
        OR NOT (
          CASE
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
        ) THEN 'not-valid'
        WHEN l.expires_at <= now() THEN 'expired'
        ELSE 'someone-else'
      END AS status
    FROM
      sign_in_link l
    WHERE
      l.practice_id = $1
      AND l.id = $2
      AND l.kind = $3
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      practice_id,
      $4::uuid,
      'link.refused',
      status,
      staff_member_id,
      portal_account_id,
      NULL::uuid,
      jsonb_build_object('linkId', id, 'issuedAt', issued_at)
    FROM
      link
    WHERE
      status <> 'someone-else'
  )
SELECT
  link.status,
  p.slug,
  p.name AS "practiceName",
  p.mail_name AS "mailName",
  p.phone,
  p.address,
  p.time_zone AS "timeZone",
  p.link_lifetime_minutes AS "linkLifetimeMinutes",
  p.pin_lifetime_minutes AS "pinLifetimeMinutes"
FROM
  link
  JOIN practice p ON p.id = link.practice_id;
