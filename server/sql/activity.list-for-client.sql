-- $1 practiceId
-- $2 clientId
-- $3 portalAccountIds
-- $4 beforeAt
-- $5 beforeId
-- $6 first

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
  activity v
  LEFT JOIN staff_member m ON m.practice_id = v.practice_id
  AND m.id = v.staff_member_id
  LEFT JOIN portal_account a ON a.practice_id = v.practice_id
  AND a.id = v.portal_account_id
  LEFT JOIN client c ON c.practice_id = v.practice_id
  AND c.id = v.client_id
WHERE
  v.practice_id = $1
  AND (
    v.client_id = $2
    OR (
      v.client_id IS NULL
      AND v.portal_account_id = ANY ($3::uuid[])
    )
  )
  AND (
    $4::timestamptz IS NULL
    OR (v.at, v.id) < ($4, $5::uuid)
  )
ORDER BY
  v.at DESC,
  v.id DESC
LIMIT
  $6;
