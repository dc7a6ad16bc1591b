-- $1 practiceId
-- $2 batchId

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
  AND b.id = $2;
