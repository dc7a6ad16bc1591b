-- $1 practiceId
-- $2 ids
-- $3 emails

INSERT INTO
  portal_account (practice_id, id, email)
SELECT
  $1,
  a.id,
  a.email
FROM
  unnest($2::uuid[], $3::text[]) a (id, email)
ORDER BY
  a.email
ON CONFLICT (practice_id, email) DO NOTHING;
