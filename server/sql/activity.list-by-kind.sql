-- $1 kinds
-- $2 practiceId
-- $3 from
-- $4 timeZone
-- $5 beforeAt
-- $6 to
-- $7 beforeId
-- $8 first

SELECT
  v.id,
  v.at,
  v.kind,
  v.result,
  v.details,
  v.staff_member_id AS "staffMemberId",
  m.name AS "staffName",
  v.portal_account_id AS "portalAccountId",
  a.email,
  v.client_id AS "clientId",
  c.first_name || ' ' || c.last_name AS "clientName"
FROM
  (
    SELECT
      *
    FROM
      (
        SELECT
          n.*
        FROM
          unnest($1::text[]) k (kind),
          LATERAL (
            SELECT
              v.*
            FROM
              activity v
            WHERE
              v.practice_id = $2
              AND v.at >= coalesce($3::date::timestamp AT TIME ZONE $4, '-infinity')
              AND (v.at, v.id) < (
                least($5::timestamptz, coalesce(($6::date + 1)::timestamp AT TIME ZONE $4, 'infinity')),
                CASE
                  WHEN $5::timestamptz < coalesce(($6::date + 1)::timestamp AT TIME ZONE $4, 'infinity') THEN $7::uuid
                  ELSE '00000000-0000-0000-0000-000000000000'
                END
              )
              AND v.kind = k.kind
            ORDER BY
              v.at DESC,
              v.id DESC
            LIMIT
              $8
          ) n
      ) p
    ORDER BY
      at DESC,
      id DESC
    LIMIT
      $8
  ) v
  LEFT JOIN staff_member m ON m.practice_id = v.practice_id
  AND m.id = v.staff_member_id
  LEFT JOIN portal_account a ON a.practice_id = v.practice_id
  AND a.id = v.portal_account_id
  LEFT JOIN client c ON c.practice_id = v.practice_id
  AND c.id = v.client_id
ORDER BY
  v.at DESC,
  v.id DESC;
