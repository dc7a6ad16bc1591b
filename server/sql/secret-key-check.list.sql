SELECT
  key_id AS "keyId",
  value,
  signed_at > now() - interval '1 day' AS "signsNow"
FROM
  secret_key_check;
