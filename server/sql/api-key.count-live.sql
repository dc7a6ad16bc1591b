-- $1 practiceId

SELECT
  count(*)::int AS count
FROM
  api_key
WHERE
  practice_id = $1
  AND revoked_at IS NULL;
