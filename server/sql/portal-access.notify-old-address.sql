-- $1 mailId
-- $2 email
-- $3 portalAccountId
-- $4 practiceId

WITH
  mail AS (
    INSERT INTO
      mail (practice_id, id, kind, to_address, link_id, about_id, facts)
    SELECT
      p.id,
      $1::uuid,
      'address-changed',
      $2::text,
      NULL::uuid,
      $3::uuid,
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
        0
      ) || jsonb_build_object(
        'partly',
        EXISTS (
          SELECT
            1
          FROM
            portal_access pa
          WHERE
            pa.practice_id = $4
            AND pa.portal_account_id = $3::uuid
            AND pa.active
            AND (
              SELECT
                pc.archived_at IS NULL
              FROM
                client pc
              WHERE
                pc.practice_id = $4
                AND pc.id = pa.client_id
            )
        )
      )
    FROM
      practice p
    WHERE
      p.id = $4
    RETURNING
      practice_id,
      id,
      kind,
      to_address,
      link_id,
      about_id
  )
SELECT
FROM
  mail;
