-- $1 practiceId

SELECT
  p.id AS "practiceId",
  p.sign_ins_noted_at AS since
FROM
  practice p
WHERE
  (
    $1::uuid IS NULL
    OR p.id = $1
  )
  AND EXISTS (
    SELECT
    FROM
      activity v
    WHERE
      v.practice_id = p.id
      AND v.kind = 'signed-in'
      AND v.at > p.sign_ins_noted_at
  );
