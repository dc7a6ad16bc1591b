-- $1 practiceId
-- $2 clients

INSERT INTO
  client (practice_id, id, first_name, last_name, phone, reference, sort_name, search_name)
SELECT
  $1,
  j.id,
  j."firstName",
  j."lastName",
  j.phone,
  j.reference,
  j."sortName",
  j."searchName"
FROM
  jsonb_to_recordset($2::jsonb) AS j (
    id uuid,
    "firstName" text,
    "lastName" text,
    phone text,
    reference text,
    "sortName" text,
    "searchName" text
  );
