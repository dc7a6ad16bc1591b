-- $1 practiceId
-- $2 newId
-- $3 email

WITH
  created AS (
    INSERT INTO
      portal_account (practice_id, id, email)
    VALUES
      ($1, $2, $3)
    ON CONFLICT (practice_id, email) DO NOTHING
    RETURNING
      id
  )
SELECT
  id
FROM
  created
UNION ALL
SELECT
  id
FROM
  portal_account
WHERE
  practice_id = $1
  AND email = $3
LIMIT
  1;
