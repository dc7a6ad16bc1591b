-- $1 ids

DELETE FROM staff_link_request
WHERE
  id = ANY ($1::uuid[]);
