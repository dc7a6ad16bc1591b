-- $1 staffMemberIds
-- $2 practiceId

SELECT
  m.id,
  v.at
FROM
  unnest($1::uuid[]) m (id),
  LATERAL (
    SELECT
      at
    FROM
      activity
    WHERE
      practice_id = $2
      AND staff_member_id = m.id
      AND kind = 'signed-in'
    ORDER BY
      at DESC
    LIMIT
      1
  ) v;
