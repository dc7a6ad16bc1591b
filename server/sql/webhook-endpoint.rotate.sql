-- $1 keyId
-- $2 practiceId
-- $3 id

UPDATE webhook_endpoint
SET
  rotation = rotation + 1,
  old_key_id = key_id,
  key_id = $1,
  old_secret_until = now() + make_interval(secs => 86400)
WHERE
  practice_id = $2
  AND id = $3
RETURNING
  id;
