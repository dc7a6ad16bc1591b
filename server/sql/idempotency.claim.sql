-- $1 practiceId
-- $2 id
-- $3 callerId
-- $4 key
-- $5 keyId
-- $6 requestHash

INSERT INTO
  idempotency_key AS i (practice_id, id, caller_id, key, key_id, request_hash, created_at)
VALUES
  ($1, $2, $3, $4, $5, $6, now())
ON CONFLICT (practice_id, caller_id, key) DO UPDATE
SET
  id = excluded.id,
  key_id = excluded.key_id,
  request_hash = excluded.request_hash,
  answer = NULL,
  created_at = excluded.created_at
WHERE
  excluded.created_at - i.created_at > make_interval(hours => 24)
RETURNING
  id;
