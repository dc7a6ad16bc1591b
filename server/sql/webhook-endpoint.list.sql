-- $1 practiceId

SELECT
  e.practice_id AS "practiceId",
  e.id,
  e.url,
  e.description,
  e.active,
  e.off_reason AS "offReason",
  ARRAY(
    SELECT
      jsonb_object_keys(e.subscriptions)
  ) AS events,
  e.key_id AS "keyId",
  e.rotation,
  CASE
    WHEN e.old_secret_until > now() THEN e.old_key_id
  END AS "oldKeyId",
  CASE
    WHEN e.old_secret_until > now() THEN e.old_secret_until
  END AS "oldSecretUntil",
  e.failing_since AS "failingSince",
  e.created_at AS "createdAt"
FROM
  webhook_endpoint e
WHERE
  e.practice_id = $1
ORDER BY
  e.created_at,
  e.id;
