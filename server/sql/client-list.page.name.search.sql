-- $1 practiceId
-- $2 pattern1
-- $3 pattern2
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
    WITH
      found AS MATERIALIZED (
        SELECT
          c.sort_name,
          c.id
        FROM
          client c
        WHERE
          c.practice_id = $1
          AND c.archived_at IS NULL
          AND c.search_name || c.search_addresses LIKE $2
          AND c.search_name || c.search_addresses LIKE $3
        LIMIT
          10000
      ),
      counted AS MATERIALIZED (
        SELECT
          count(*)::int AS total
        FROM
          found
      ) (
        SELECT
          c.id,
          (
            SELECT
              total
            FROM
              counted
          ) AS total
        FROM
          found c
        WHERE
          (
            SELECT
              total
            FROM
              counted
          ) < 10000
        ORDER BY
          c.sort_name,
          c.id
        LIMIT
          $4
      )
    UNION ALL
    (
      SELECT
        c.id,
        (
          SELECT
            total
          FROM
            counted
        )
      FROM
        client c
      WHERE
        (
          SELECT
            total
          FROM
            counted
        ) = 10000
        AND c.practice_id = $1
        AND c.archived_at IS NULL
        AND c.search_name || c.search_addresses LIKE $2
        AND c.search_name || c.search_addresses LIKE $3
      ORDER BY
        c.sort_name,
        c.id
      LIMIT
        $4
    )
  ) page
  JOIN client c ON c.practice_id = $1
  AND c.id = page.id
ORDER BY
  c.sort_name,
  c.id;
