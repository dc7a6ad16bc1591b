-- $1 practiceId

DELETE FROM activity v USING practice p
WHERE
  p.id = $1
  AND v.practice_id = p.id
  AND v.at < now() - make_interval(days => p.activity_retention_days)
RETURNING
  v.id;
