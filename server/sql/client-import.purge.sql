-- $1 practiceId
-- $2 days

DELETE FROM client_import
WHERE
  practice_id = $1
  AND (
    uploaded_at < now() - make_interval(days => $2::int)
    AND state <> 'running'
    OR uploaded_at < now() - interval '1 hour'
    AND state = 'reading'
  )
RETURNING
  id;
