-- $1 practiceId
-- $2 id
-- $3 endpointId
-- $4 kind
-- $5 payload

INSERT INTO
  webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
VALUES
  ($1, $2, $3, $2, $4, $5, now() + make_interval(secs => 86400));
