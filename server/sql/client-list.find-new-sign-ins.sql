-- $1 practiceId

SELECT
  (
    SELECT
      sign_ins_noted_at
    FROM
      practice
    WHERE
      id = $1
  ) AS since
FROM
  activity v
WHERE
  v.practice_id = $1
  AND v.kind = 'signed-in'
  AND v.at > (
    SELECT
      sign_ins_noted_at
    FROM
      practice
    WHERE
      id = $1
  )
ORDER BY
  v.at DESC
LIMIT
  1;
