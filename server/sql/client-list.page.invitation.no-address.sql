-- $1 practiceId
-- $2 first

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
    WHEN isfinite(c.last_invited_at) THEN to_char(c.last_invited_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
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
      AND c.without_address
      AND (c.last_invited_at, c.last_signed_in_at) = ('-infinity', '-infinity')
    ORDER BY
      c.last_invited_at,
      c.id
    LIMIT
      $2
  ) page
  JOIN client c ON c.practice_id = $1
  AND c.id = page.id
ORDER BY
  c.last_invited_at,
  c.id;
