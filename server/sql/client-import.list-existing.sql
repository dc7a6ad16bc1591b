-- $1 practiceId
-- $2 references
-- $3 sortNames

SELECT
  c.id,
  c.first_name AS "firstName",
  c.last_name AS "lastName",
  c.sort_name AS "sortName",
  c.reference,
  c.phone,
  c.archived_at IS NOT NULL AS archived,
  c.version,
  ARRAY(
    SELECT
      t.email
    FROM
      portal_access a
      JOIN portal_account t ON t.practice_id = a.practice_id
      AND t.id = a.portal_account_id
    WHERE
      a.practice_id = c.practice_id
      AND a.client_id = c.id
  ) AS emails
FROM
  client c
WHERE
  c.practice_id = $1
  AND c.id IN (
    SELECT
      same.id
    FROM
      unnest($2::text[]) AS wanted (reference)
      CROSS JOIN LATERAL (
        SELECT
          id
        FROM
          client
        WHERE
          practice_id = $1
          AND reference = wanted.reference
        OFFSET
          0
      ) same
    UNION
    SELECT
      same.id
    FROM
      unnest($3::text[]) AS wanted (sort_name)
      CROSS JOIN LATERAL (
        SELECT
          id
        FROM
          client
        WHERE
          practice_id = $1
          AND sort_name = wanted.sort_name
        OFFSET
          0
      ) same
  )
ORDER BY
  c.id;
