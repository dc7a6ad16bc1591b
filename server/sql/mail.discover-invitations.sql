-- $1 after

SELECT
  practice_id AS "practiceId",
  array_agg(id) AS ids
FROM
  (
    SELECT
      m.practice_id,
      m.id
    FROM
      mail m
    WHERE
      m.practice_id > $1
      AND m.state = 'queued'
      AND m.kind = 'invitation'
      AND m.due_at <= now()
      AND (
        m.claimed_until IS NULL
        OR m.claimed_until <= now()
      )
    ORDER BY
      m.practice_id
    LIMIT
      100
  ) due
GROUP BY
  practice_id
ORDER BY
  practice_id;
