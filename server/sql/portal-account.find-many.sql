-- $1 emails
-- $2 practiceId

SELECT
  t.id,
  t.email
FROM
  unnest($1::text[]) AS wanted (email)
  CROSS JOIN LATERAL (
    SELECT
      id,
      email
    FROM
      portal_account
    WHERE
      practice_id = $2
      AND email = wanted.email
    OFFSET
      0
  ) t;
