-- $1 signsWith
-- $2 keyIds
-- $3 values

INSERT INTO
  secret_key_check AS known (key_id, value, signed_at)
SELECT
  k.key_id,
  k.value,
  CASE
    WHEN k.key_id = $1 THEN now()
  END
FROM
  unnest($2::text[], $3::bytea[]) AS k (key_id, value)
ON CONFLICT (key_id) DO UPDATE
SET
  signed_at = excluded.signed_at
WHERE
  excluded.signed_at IS NOT NULL
  AND known.value = excluded.value;
