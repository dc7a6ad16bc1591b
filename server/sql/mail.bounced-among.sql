-- $1 practiceId
-- $2 addresses

SELECT
  m.practice_id,
  m.id,
  m.kind,
  m.to_address,
  m.link_id,
  m.about_id,
  m.facts,
  m.state,
  m.attempts,
  m.provider,
  m.reason,
  m.queued_at,
  m.sent_at,
  m.state_at
FROM
  mail m
WHERE
  m.practice_id = $1
  AND m.to_address = ANY ($2::text[])
  AND m.state = 'bounced'
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
  );
