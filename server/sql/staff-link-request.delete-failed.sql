-- $1 days

DELETE FROM staff_link_request
WHERE
  failed_at < now() - make_interval(days => $1)
RETURNING
  id;
