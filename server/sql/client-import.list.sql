-- $1 practiceId

SELECT
  i.practice_id AS "practiceId",
  i.id,
  i.file_name AS "fileName",
  i.state,
  i.columns,
  i.has_header AS "hasHeader",
  i.existing,
  i.version,
  i.uploaded_by AS "uploadedBy",
  i.uploaded_at AS "uploadedAt",
  i.confirmed_by AS "confirmedBy",
  i.finished_at AS "finishedAt"
FROM
  client_import i
WHERE
  i.practice_id = $1
  AND i.state <> 'reading'
ORDER BY
  i.uploaded_at DESC,
  i.id
LIMIT
  20;
