DELETE FROM activity v USING practice p
WHERE
  p.id = v.practice_id
  AND v.at < now() - make_interval(days => p.activity_retention_days)
RETURNING
  v.id;
