-- $1 practiceId
-- $2 acts

INSERT INTO
  activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
SELECT
  $1::uuid,
  j.id,
  j.kind,
  j.result,
  j."staffMemberId",
  j."portalAccountId",
  j."clientId",
  coalesce(j.details, '{}')
FROM
  jsonb_to_recordset($2::jsonb) AS j (
    id uuid,
    kind text,
    result text,
    "staffMemberId" uuid,
    "portalAccountId" uuid,
    "clientId" uuid,
    details jsonb
  );
