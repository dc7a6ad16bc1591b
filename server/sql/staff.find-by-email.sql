-- $1 email

SELECT
  practice_id AS "practiceId",
  id
FROM
  staff_member
WHERE
  email = $1
  AND removed_at IS NULL;
