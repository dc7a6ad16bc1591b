-- $1 practiceId

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
      AND c.never_invited
  ) c;
