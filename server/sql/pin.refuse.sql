-- $1 practiceId
-- $2 activityId
-- $3 portalAccountId
-- $4 requestId
-- $5 pinId
-- $6 device

WITH
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      $1::uuid,
      $2::uuid,
      'pin.refused',
      'refused',
      NULL::uuid,
      $3::uuid,
      NULL::uuid,
      jsonb_build_object('requestId', $4::uuid, 'pinId', $5::uuid, 'device', $6::text)
  )
UPDATE sign_in_request
SET
  outcome = outcome
WHERE
  practice_id = $1
  AND id = $4
  AND $5::uuid IS NULL;
