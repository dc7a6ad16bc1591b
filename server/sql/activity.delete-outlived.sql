-- $1 practiceId

WITH
  kept AS (
    SELECT
      now() - make_interval(days => activity_retention_days) AS since
    FROM
      practice
    WHERE
      id = $1
  )
DELETE FROM activity v USING kept
WHERE
  v.practice_id = $1
  AND v.at < kept.since
RETURNING
  v.id;
