-- $1 days

DELETE FROM client_import
WHERE
  uploaded_at < now() - make_interval(days => $1::int)
  AND state <> 'running'
  OR uploaded_at < now() - interval '1 hour'
  AND state = 'reading'
RETURNING
  id;
