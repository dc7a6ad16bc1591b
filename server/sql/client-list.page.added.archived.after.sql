-- $1 practiceId
-- $2 afterId
-- $3 first

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
  '' AS key,
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
      AND c.archived_at IS NOT NULL
      AND (c.id) > ($2::uuid)
    ORDER BY
      c.id
    LIMIT
      $3
  ) page
  JOIN client c ON c.practice_id = $1
  AND c.id = page.id
ORDER BY
  c.id;
