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
  CASE
    WHEN isfinite(c.last_signed_in_at) THEN to_char(c.last_signed_in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ELSE '-infinity'
  END AS key,
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
      AND c.last_invited_at > '-infinity'
      AND c.last_signed_in_at = '-infinity'
      AND (c.last_signed_in_at, c.id) < ($2::timestamptz, $3::uuid)
    ORDER BY
      c.last_signed_in_at DESC,
      c.id DESC
    LIMIT
      $4
  ) page
  JOIN client c ON c.practice_id = $1
  AND c.id = page.id
ORDER BY
  c.last_signed_in_at DESC,
  c.id DESC;
