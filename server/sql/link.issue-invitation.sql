-- $1 practiceId
-- $2 portalAccessId
-- $3 linkId
-- $4 mailId
-- $5 staffMemberId
-- $6 activityId

WITH
  access AS (
    SELECT
      a.practice_id,
      a.id,
      a.client_id,
      a.portal_account_id,
      t.email
    FROM
      portal_access a
      JOIN portal_account t ON t.practice_id = a.practice_id
      AND t.id = a.portal_account_id
    WHERE
      a.practice_id = $1
      AND a.id = $2
      AND a.active
      AND (
        (
          SELECT
            count(*)
          FROM
            sign_in_link r
          WHERE
            r.practice_id = $1
            AND r.portal_account_id = a.portal_account_id
            AND r.issued_at > now() - interval '1 hour'
        ) < 5
        OR NOT EXISTS (
          SELECT
            1
          FROM
            sign_in_link r
          WHERE
            r.practice_id = $1
            AND r.portal_account_id = a.portal_account_id
            AND r.redeemed_at IS NULL
            AND r.voided_at IS NULL
            AND r.expires_at > now()
        )
      )
  ),
  allowed AS (
    SELECT
      $3::uuid AS link_id,
      'invitation' AS kind,
      a.portal_account_id,
      NULL::uuid AS staff_member_id,
      p.link_lifetime_minutes AS lifetime_minutes,
      true AS is_newest
    FROM
      access a
      JOIN practice p ON p.id = a.practice_id
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
      AND l.portal_account_id = a.portal_account_id
      AND l.portal_account_id IS NOT NULL
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
      'invitation',
      a.email,
      i.id,
      a.id,
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
        p.link_lifetime_minutes
      )
    FROM
      issued i
      JOIN access a ON true
      JOIN practice p ON p.id = i.practice_id
    RETURNING
      practice_id,
      id,
      kind,
      to_address,
      link_id,
      about_id
  ),
  invited AS (
    UPDATE portal_access
    SET
      invited_at = now(),
      invited_by = $5::uuid
    WHERE
      practice_id = $1
      AND id = $2
      AND EXISTS (
        SELECT
          1
        FROM
          issued
      )
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      a.practice_id,
      $6::uuid,
      'invitation.sent',
      'ok',
      $5::uuid,
      a.portal_account_id,
      a.client_id,
      jsonb_build_object('linkId', i.id, 'portalAccessId', a.id)
    FROM
      issued i
      JOIN access a ON true
  )
SELECT
  id
FROM
  issued;
