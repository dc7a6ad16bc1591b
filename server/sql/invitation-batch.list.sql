-- $1 practiceId

SELECT
  b.practice_id AS "practiceId",
  b.id,
  b.state,
  b.audience,
  b.started_by AS "startedBy",
  b.started_at AS "startedAt",
  b.finished_at AS "finishedAt"
FROM
  invitation_batch b
WHERE
  b.practice_id = $1
ORDER BY
  b.started_at DESC,
  b.id DESC
LIMIT
  50;
