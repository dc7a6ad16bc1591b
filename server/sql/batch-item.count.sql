-- $1 practiceId
-- $2 batchIds

SELECT
  batch_id AS "batchId",
  state,
  reason,
  count(*)::int AS count
FROM
  invitation_batch_item
WHERE
  practice_id = $1
  AND batch_id = ANY ($2::uuid[])
GROUP BY
  batch_id,
  state,
  reason;
