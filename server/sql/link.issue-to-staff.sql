-- $1 practiceId
-- $2 staffMemberId
-- $3 linkId
-- $4 mailId
-- $5 activityId

WITH
  member AS (
    SELECT
      m.practice_id,
      m.id,
      m.email,
      m.name
    FROM
      staff_member m
    WHERE
      m.practice_id = $1
      AND m.id = $2
      AND m.removed_at IS NULL
      AND (
        (
          SELECT
            count(*)
          FROM
            sign_in_link r
          WHERE
            r.practice_id = $1
            AND r.staff_member_id = m.id
            AND r.issued_at > now() - interval '1 hour'
        ) < 5
        OR NOT EXISTS (
          SELECT
            1
          FROM
            sign_in_link r
          WHERE
            r.practice_id = $1
            AND r.staff_member_id = m.id
            AND r.redeemed_at IS NULL
            AND r.voided_at IS NULL
            AND r.expires_at > now()
        )
      )
      AND (
        SELECT
          count(*)
        FROM
          sign_in_link r
        WHERE
          r.practice_id = $1
          AND r.staff_member_id = m.id
          AND r.issued_at > now() - interval '1 hour'
      ) < 20
  ),
  allowed AS (
    SELECT
      $3::uuid AS link_id,
      'staff' AS kind,
      NULL::uuid AS portal_account_id,
      id AS staff_member_id,
      15 AS lifetime_minutes,
      true AS is_newest
    FROM
      member
  ),
  superseded AS (
    UPDATE sign_in_link l
    SET
      voided_at = now(),
      void_reason = 'superseded'
    FROM
      allowed a
    WHERE
      a.is_newest
      AND l.practice_id = $1
      AND l.staff_member_id = a.staff_member_id
      AND l.staff_member_id IS NOT NULL
      AND coalesce(l.redeemed_at, l.voided_at) IS NULL
    RETURNING
      l.id
  ),
  issued AS (
    INSERT INTO
      sign_in_link (practice_id, id, kind, portal_account_id, staff_member_id, expires_at, voided_at, void_reason)
    SELECT
      $1::uuid,
      link_id,
      kind,
      portal_account_id,
      staff_member_id,
      now() + make_interval(mins => lifetime_minutes),
      CASE
        WHEN NOT is_newest THEN now()
      END,
      CASE
        WHEN NOT is_newest THEN 'superseded'
      END
    FROM
      allowed
    WHERE
      (
        SELECT
          count(*)
        FROM
          superseded
      ) >= 0
    RETURNING
      practice_id,
      id,
      portal_account_id,
      staff_member_id
  ),
  mail AS (
    INSERT INTO
      mail (practice_id, id, kind, to_address, link_id, about_id, facts)
    SELECT
      i.practice_id,
      $4::uuid,
      'staff-sign-in-link',
      m.email,
      i.id,
      m.id,
      jsonb_build_object(
        'practiceName',
        p.name,
        'mailName',
        p.mail_name,
        'slug',
        p.slug,
        'phone',
        p.phone,
        'timeZone',
        p.time_zone,
        'askedAt',
        now(),
        'lifetimeMinutes',
        15
      ) || '{}'::jsonb
    FROM
      issued i
      JOIN member m ON true
      JOIN practice p ON p.id = i.practice_id
    RETURNING
      practice_id,
      id,
      kind,
      to_address,
      link_id,
      about_id
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      m.practice_id,
      $5::uuid,
      'link.requested',
      CASE
        WHEN EXISTS (
          SELECT
            1
          FROM
            issued
        ) THEN 'sent'
        ELSE 'throttled'
      END,
      m.id,
      NULL::uuid,
      NULL::uuid,
      jsonb_build_object(
        'linkId',
        (
          SELECT
            id
          FROM
            issued
        )
      )
    FROM
      staff_member m
    WHERE
      m.practice_id = $1
      AND m.id = $2
  )
SELECT
  id
FROM
  issued;
