-- $1 clients
-- $2 practiceId

UPDATE client c
SET
  first_name = j."firstName",
  last_name = j."lastName",
  phone = j.phone,
  reference = j.reference,
  sort_name = j."sortName",
  search_name = j."searchName",
  version = c.version + 1
FROM
  jsonb_to_recordset($1::jsonb) AS j (
    id uuid,
    version int,
    "firstName" text,
    "lastName" text,
    phone text,
    reference text,
    "sortName" text,
    "searchName" text
  )
WHERE
  c.practice_id = $2
  AND c.id = j.id
  AND c.version = j.version
RETURNING
  c.id;
