SELECT
  id
FROM
  practice
ORDER BY
  id;
