-- $1 practiceId
-- $2 pattern1

SELECT
  count(*)::int AS count
FROM
  (
    SELECT
    FROM
      client c
    WHERE
      c.practice_id = $1
      AND c.archived_at IS NULL
      AND c.search_name || c.search_addresses LIKE $2
    LIMIT
      10000
  ) c;
