-- $1 practiceId
-- $2 ids
-- $3 count
-- $4 linkIds
-- $5 mailIds
-- $6 activityIds

WITH
  waiting AS (
    SELECT
      *
    FROM
      (
        SELECT
          r.id,
          r.asked_at,
          a.id AS account_id,
          a.id IS NOT NULL
          AND EXISTS (
            SELECT
              1
            FROM
              portal_access pa
            WHERE
              pa.practice_id = $1
              AND pa.portal_account_id = a.id
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
          ) AS may_sign_in,
          (
            SELECT
              count(*)
            FROM
              sign_in_link r
            WHERE
              r.practice_id = $1
              AND r.portal_account_id = a.id
              AND r.issued_at > now() - interval '1 hour'
          ) AS links_within_hour,
          EXISTS (
            SELECT
              1
            FROM
              sign_in_link r
            WHERE
              r.practice_id = $1
              AND r.portal_account_id = a.id
              AND r.redeemed_at IS NULL
              AND r.voided_at IS NULL
              AND r.expires_at > now()
          ) AS link_is_out
        FROM
          (
            SELECT
              id
            FROM
              unnest($2::uuid[]) AS given (id)
            LIMIT
              $3
          ) asked
          JOIN sign_in_request r ON r.practice_id = $1
          AND r.id = asked.id
          AND coalesce(r.outcome, '') = ''
          LEFT JOIN portal_account a ON a.practice_id = r.practice_id
          AND a.email = r.email
        FOR UPDATE OF
          r SKIP LOCKED
      ) locked
  ),
  matched AS (
    SELECT
      w.*,
      row_number() OVER (
        PARTITION BY
          w.account_id
        ORDER BY
          w.asked_at,
          w.id
      ) AS nth,
      row_number() OVER (
        ORDER BY
          w.asked_at,
          w.id
      ) AS position
    FROM
      waiting w
  ),
  decided AS (
    UPDATE sign_in_request r
    SET
      portal_account_id = m.account_id,
      outcome = CASE
        WHEN m.account_id IS NULL THEN 'no-account'
        WHEN NOT m.may_sign_in THEN 'access-off'
        WHEN m.links_within_hour + m.nth <= 5 THEN 'sent'
        WHEN m.nth = 1
        AND NOT m.link_is_out
        AND m.links_within_hour < 20 THEN 'sent'
        ELSE 'throttled'
      END
    FROM
      matched m
    WHERE
      r.practice_id = $1
      AND r.id = m.id
    RETURNING
      r.id,
      r.portal_account_id,
      r.outcome,
      r.asked_at,
      r.email,
      m.position
  ),
  allowed AS (
    SELECT
      d.asked_at,
      d.email,
      d.position,
      ($4::uuid[]) [d.position] AS link_id,
      'sign-in' AS kind,
      d.portal_account_id,
      NULL::uuid AS staff_member_id,
      p.link_lifetime_minutes AS lifetime_minutes,
      row_number() OVER (
        PARTITION BY
          d.portal_account_id
        ORDER BY
          d.position DESC
      ) = 1 AS is_newest
    FROM
      decided d
      JOIN practice p ON p.id = $1
    WHERE
      d.outcome = 'sent'
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
      $1::uuid,
      ($5::uuid[]) [a.position],
      'sign-in-link',
      a.email,
      i.id,
      a.portal_account_id,
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
        a.asked_at,
        'lifetimeMinutes',
        p.link_lifetime_minutes
      )
    FROM
      issued i
      JOIN allowed a ON a.link_id = i.id
      JOIN practice p ON p.id = $1
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
      $1::uuid,
      ($6::uuid[]) [d.position],
      'link.requested',
      d.outcome,
      NULL::uuid,
      d.portal_account_id,
      NULL::uuid,
      jsonb_build_object('requestId', d.id, 'linkId', i.id)
    FROM
      decided d
      LEFT JOIN issued i ON d.outcome = 'sent'
      AND i.id = ($4::uuid[]) [d.position]
  )
SELECT
  id,
  outcome
FROM
  decided;
