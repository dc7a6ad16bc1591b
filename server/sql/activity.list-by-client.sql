-- $1 practiceId
-- $2 from
-- $3 timeZone
-- $4 beforeAt
-- $5 to
-- $6 beforeId
-- $7 clientId
-- $8 kinds
-- $9 staffMemberId
-- $10 first
-- $11 portalAccountIds

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
        (
          SELECT
            v.*
          FROM
            activity v
          WHERE
            v.practice_id = $1
            AND v.at >= coalesce($2::date::timestamp AT TIME ZONE $3, '-infinity')
            AND (v.at, v.id) < (
              least($4::timestamptz, coalesce(($5::date + 1)::timestamp AT TIME ZONE $3, 'infinity')),
              CASE
                WHEN $4::timestamptz < coalesce(($5::date + 1)::timestamp AT TIME ZONE $3, 'infinity') THEN $6::uuid
                ELSE '00000000-0000-0000-0000-000000000000'
              END
            )
            AND v.client_id = $7::uuid
            AND (
              $8::text[] IS NULL
              OR v.kind = ANY ($8)
            )
            AND (
              $9::uuid IS NULL
              OR v.staff_member_id = $9
            )
          ORDER BY
            v.at DESC,
            v.id DESC
          LIMIT
            $10
        )
        UNION ALL
        SELECT
          n.*
        FROM
          unnest($11::uuid[]) t (id),
          LATERAL (
            SELECT
              v.*
            FROM
              activity v
            WHERE
              v.practice_id = $1
              AND v.at >= coalesce($2::date::timestamp AT TIME ZONE $3, '-infinity')
              AND (v.at, v.id) < (
                least($4::timestamptz, coalesce(($5::date + 1)::timestamp AT TIME ZONE $3, 'infinity')),
                CASE
                  WHEN $4::timestamptz < coalesce(($5::date + 1)::timestamp AT TIME ZONE $3, 'infinity') THEN $6::uuid
                  ELSE '00000000-0000-0000-0000-000000000000'
                END
              )
              AND v.portal_account_id = t.id
              AND v.client_id IS NULL
              AND (
                $8::text[] IS NULL
                OR v.kind = ANY ($8)
              )
              AND (
                $9::uuid IS NULL
                OR v.staff_member_id = $9
              )
            ORDER BY
              v.at DESC,
              v.id DESC
            LIMIT
              $10
          ) n
      ) p
    ORDER BY
      at DESC,
      id DESC
    LIMIT
      $10
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
