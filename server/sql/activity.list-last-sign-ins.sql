-- $1 practiceId
-- $2 portalAccountIds

SELECT
  a.id AS "portalAccountId",
  v.at,
  v.result AS method,
  a.email
FROM
  portal_account a
  JOIN LATERAL (
    SELECT
      at,
      result
    FROM
      activity
    WHERE
      practice_id = a.practice_id
      AND portal_account_id = a.id
      AND kind = 'signed-in'
    ORDER BY
      at DESC
    LIMIT
      1
  ) v ON true
WHERE
  a.practice_id = $1
  AND a.id = ANY ($2::uuid[]);
