-- $1 practiceId
-- $2 linkId
-- $3 requestId

WITH
  holder AS (
    SELECT
      a.practice_id,
      a.email
    FROM
      sign_in_link l
      JOIN portal_account a ON a.practice_id = l.practice_id
      AND a.id = l.portal_account_id
    WHERE
      l.practice_id = $1
      AND l.id = $2
  ),
  request AS (
    INSERT INTO
      sign_in_request (practice_id, id, email)
    SELECT
      practice_id,
      $3::uuid,
      email
    FROM
      holder
  )
SELECT
  p.link_lifetime_minutes AS "linkLifetimeMinutes"
FROM
  holder h
  JOIN practice p ON p.id = h.practice_id;
