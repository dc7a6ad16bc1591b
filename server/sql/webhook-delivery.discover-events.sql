-- $1 after

SELECT
  e.practice_id AS "practiceId",
  array_agg(e.id) AS ids
FROM
  webhook_endpoint e
WHERE
  e.practice_id > $1
  AND e.active
  AND (
    e.reread_at < now() - make_interval(secs => 60)
    OR EXISTS (
      SELECT
      FROM
        activity v
      WHERE
        v.practice_id = e.practice_id
        AND v.at >= e.read_until - make_interval(secs => 5)
    )
    OR EXISTS (
      SELECT
      FROM
        mail m
      WHERE
        m.practice_id = e.practice_id
        AND m.changed_at >= e.read_until - make_interval(secs => 5)
        AND m.state IN ('delivered', 'bounced', 'complained', 'failed')
    )
  )
GROUP BY
  e.practice_id
ORDER BY
  e.practice_id
LIMIT
  100;
