-- $1 relationship
-- $2 person
-- $3 practiceId
-- $4 id

UPDATE portal_access
SET
  relationship = $1,
  person = $2,
  version = version + 1
WHERE
  practice_id = $3
  AND id = $4
RETURNING
  id;
