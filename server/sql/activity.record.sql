-- $1 practiceId
-- $2 id
-- $3 kind
-- $4 result
-- $5 staffMemberId
-- $6 portalAccountId
-- $7 clientId
-- $8 details

INSERT INTO
  activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
SELECT
  $1::uuid,
  $2::uuid,
  $3,
  $4,
  $5::uuid,
  $6::uuid,
  $7::uuid,
  $8::jsonb;
