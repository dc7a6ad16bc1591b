-- $1 practiceId
-- $2 linkIds

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
  AND m.link_id = ANY ($2::uuid[]);
