-- $1 practiceId
-- $2 batchId
-- $3 state
-- $4 afterName
-- $5 afterId
-- $6 first

SELECT
  i.id,
  i.state,
  i.reason,
  i.client_id AS "clientId",
  c.first_name || ' ' || c.last_name AS "clientName",
  c.sort_name AS "sortName",
  a.person,
  t.email,
  i.done_at AS "doneAt",
  i.due_at AS "dueAt"
FROM
  invitation_batch_item i
  JOIN client c ON c.practice_id = i.practice_id
  AND c.id = i.client_id
  LEFT JOIN portal_access a ON a.practice_id = i.practice_id
  AND a.id = i.portal_access_id
  LEFT JOIN portal_account t ON t.practice_id = a.practice_id
  AND t.id = a.portal_account_id
WHERE
  i.practice_id = $1
  AND i.batch_id = $2
  AND (
    $3::text IS NULL
    OR i.state = $3
  )
  AND (
    $4::text IS NULL
    OR (c.sort_name, i.id) > ($4 COLLATE "C", $5::uuid)
  )
ORDER BY
  c.sort_name,
  i.id
LIMIT
  $6;
