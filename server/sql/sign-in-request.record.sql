-- $1 practiceId
-- $2 requestId
-- $3 email

WITH
  request AS (
    INSERT INTO
      sign_in_request (practice_id, id, email)
    VALUES
      ($1, $2, $3)
  )
SELECT
  link_lifetime_minutes AS "linkLifetimeMinutes"
FROM
  practice
WHERE
  id = $1;
