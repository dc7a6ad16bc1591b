-- $1 practiceId
-- $2 afterKey
-- $3 afterId
-- $4 first

SELECT
  c.practice_id AS "practiceId",
  c.id,
  c.first_name AS "firstName",
  c.last_name AS "lastName",
  c.sort_name AS "sortName",
  c.phone,
  c.reference,
  c.archived_at AS "archivedAt",
  c.version,
  c.sort_name AS key,
  page.total
FROM
  (
    SELECT
      c.id,
      NULL::int AS total
    FROM
      client c
    WHERE
      c.practice_id = $1
      AND c.archived_at IS NULL
      AND (c.sort_name, c.id) > ($2::text COLLATE "C", $3::uuid)
    ORDER BY
      c.sort_name,
      c.id
    LIMIT
      $4
  ) page
  JOIN client c ON c.practice_id = $1
  AND c.id = page.id
ORDER BY
  c.sort_name,
  c.id;
