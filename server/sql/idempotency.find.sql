-- $1 practiceId
-- $2 callerId
-- $3 key

SELECT
  id,
  key_id AS "keyId",
  request_hash AS "requestHash",
  answer,
  floor(
    extract(
      epoch
      FROM
        now() - created_at
    )
  )::int AS seconds
FROM
  idempotency_key
WHERE
  practice_id = $1
  AND caller_id = $2
  AND key = $3;
