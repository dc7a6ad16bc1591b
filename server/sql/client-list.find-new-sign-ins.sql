-- $1 practiceId

SELECT
  p.sign_ins_noted_at AS since
FROM
  practice p
  JOIN activity v ON v.practice_id = p.id
  AND v.kind = 'signed-in'
  AND v.at > p.sign_ins_noted_at
WHERE
  p.id = $1
LIMIT
  1;
