-- $1 slug

SELECT
  practice_id AS id
FROM
  portal_address
WHERE
  slug = $1;
