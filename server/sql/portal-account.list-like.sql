-- $1 patterns
-- $2 practiceId

SELECT DISTINCT
  t.id AS "portalAccountId",
  t.email
FROM
  unnest($1::text[]) AS look (pattern)
  CROSS JOIN LATERAL (
    SELECT
      id,
      email
    FROM
      portal_account
    WHERE
      practice_id = $2
      AND email LIKE look.pattern
    OFFSET
      0
  ) t
WHERE
  EXISTS (
    SELECT
      1
    FROM
      portal_access a
    WHERE
      a.practice_id = $2
      AND a.portal_account_id = t.id
  )
ORDER BY
  t.email
LIMIT
  5000;
