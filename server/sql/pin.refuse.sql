-- $1 practiceId
-- $2 requestId
-- $3 pinId
-- $4 activityId
-- $5 portalAccountId
-- $6 device

WITH
  settled AS (
    UPDATE sign_in_request
    SET
      outcome = outcome
    WHERE
      practice_id = $1
      AND id = $2
      AND $3::uuid IS NULL
  )
INSERT INTO
  activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
SELECT
  $1::uuid,
  $4::uuid,
  'pin.refused',
  'refused',
  NULL::uuid,
  $5::uuid,
  NULL::uuid,
  jsonb_build_object('requestId', $2::uuid, 'pinId', $3::uuid, 'device', $6::text);
