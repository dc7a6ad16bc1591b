-- $1 practiceId
-- $2 id
-- $3 url
-- $4 description
-- $5 keyId
-- $6 events

INSERT INTO
  webhook_endpoint (practice_id, id, url, description, key_id, subscriptions)
SELECT
  $1::uuid,
  $2::uuid,
  $3::text,
  $4::text,
  $5::text,
  (
    SELECT
      jsonb_object_agg(event, date_trunc('milliseconds', now()))
    FROM
      unnest($6::text[]) event
  )
WHERE
  (
    SELECT
      count(*)
    FROM
      webhook_endpoint
    WHERE
      practice_id = $1
  ) < 10
RETURNING
  id;
