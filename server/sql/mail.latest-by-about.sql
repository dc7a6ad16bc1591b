-- $1 practiceId
-- $2 aboutIds
-- $3 kinds

SELECT DISTINCT
  ON (m.about_id) m.practice_id,
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
  AND m.about_id = ANY ($2::uuid[])
  AND m.kind = ANY ($3::text[])
ORDER BY
  m.about_id,
  m.queued_at DESC,
  m.id DESC;
