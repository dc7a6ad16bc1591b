-- $1 practiceId
-- $2 clientIds

SELECT
  c.practice_id AS "practiceId",
  c.id,
  c.first_name AS "firstName",
  c.last_name AS "lastName",
  c.sort_name AS "sortName",
  c.phone,
  c.reference,
  c.archived_at AS "archivedAt",
  c.version
FROM
  client c
WHERE
  c.practice_id = $1
  AND c.id = ANY ($2::uuid[]);
