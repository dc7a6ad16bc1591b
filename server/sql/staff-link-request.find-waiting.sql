SELECT
  id
FROM
  staff_link_request
WHERE
  failed_at IS NULL
  AND due_at <= now()
LIMIT
  1;
