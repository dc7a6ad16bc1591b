-- $1 practiceId
-- $2 importId

SELECT
  (
    SELECT
      count(*)::int
    FROM
      portal_access a
      JOIN client c ON c.practice_id = a.practice_id
      AND c.id = a.client_id
    WHERE
      a.practice_id = $1
      AND a.active
      AND a.invited_at IS NULL
      AND c.archived_at IS NULL
      AND (
        $2::uuid IS NULL
        OR a.id IN (
          SELECT
            r.portal_access_id
          FROM
            client_import_row r
          WHERE
            r.practice_id = $1
            AND r.import_id = $2
        )
      )
  ) AS people,
  (
    SELECT
      count(DISTINCT a.portal_account_id)::int
    FROM
      portal_access a
      JOIN client c ON c.practice_id = a.practice_id
      AND c.id = a.client_id
    WHERE
      a.practice_id = $1
      AND a.active
      AND a.invited_at IS NULL
      AND c.archived_at IS NULL
      AND (
        $2::uuid IS NULL
        OR a.id IN (
          SELECT
            r.portal_access_id
          FROM
            client_import_row r
          WHERE
            r.practice_id = $1
            AND r.import_id = $2
        )
      )
  ) AS mails,
  (
    SELECT
      count(*)::int
    FROM
      client c
    WHERE
      c.practice_id = $1
      AND $2::uuid IS NULL
      AND c.archived_at IS NULL
      AND NOT EXISTS (
        SELECT
          1
        FROM
          portal_access a
        WHERE
          a.practice_id = c.practice_id
          AND a.client_id = c.id
      )
  ) AS "withoutAddress";
