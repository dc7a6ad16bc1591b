-- $1 practiceId
-- $2 days

WITH
  old AS (
    DELETE FROM mail m
    WHERE
      m.practice_id = $1
      AND m.state <> 'queued'
      AND m.state_at < now() - make_interval(days => $2)
      AND NOT (
        m.state = 'bounced'
        AND NOT EXISTS (
          SELECT
            1
          FROM
            mail later
          WHERE
            later.practice_id = m.practice_id
            AND later.to_address = m.to_address
            AND (
              later.state IN ('delivered', 'bounced', 'complained')
              OR later.state = 'sent'
              AND later.provider = 'smtp'
            )
            AND (later.state_at, later.id) > (m.state_at, m.id)
        )
      )
    RETURNING
      1
  )
SELECT
  count(*)::int AS count
FROM
  old;
