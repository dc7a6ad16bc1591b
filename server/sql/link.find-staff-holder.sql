-- $1 practiceId
-- $2 linkId

SELECT
  m.email
FROM
  sign_in_link l
  JOIN staff_member m ON m.practice_id = l.practice_id
  AND m.id = l.staff_member_id
WHERE
  l.practice_id = $1
  AND l.id = $2;
