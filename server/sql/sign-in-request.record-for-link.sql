-- $1 requestId
-- $2 practiceId
-- $3 linkId

WITH
  request AS (
    INSERT INTO
      sign_in_request (practice_id, id, email)
    SELECT
      a.practice_id,
      $1::uuid,
      a.email
    FROM
      sign_in_link l
      JOIN portal_account a ON a.practice_id = l.practice_id
      AND a.id = l.portal_account_id
    WHERE
      l.practice_id = $2
      AND l.id = $3
    RETURNING
      practice_id
  )
SELECT
  p.link_lifetime_minutes AS "linkLifetimeMinutes"
FROM
  request r
  JOIN practice p ON p.id = r.practice_id;
