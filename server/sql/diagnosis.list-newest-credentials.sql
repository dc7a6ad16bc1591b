-- $1 portalAccountIds
-- $2 practiceId

SELECT
  t.id AS "portalAccountId",
  now() AS now,
  l.id AS "linkId",
  l.kind AS "linkKind",
  l.issued_at AS "linkIssuedAt",
  l.expires_at AS "linkExpiresAt",
  l.redeemed_at AS "linkRedeemedAt",
  l.voided_at AS "linkVoidedAt",
  p.created_at AS "pinCreatedAt",
  m.name AS "pinCreatedBy",
  p.expires_at AS "pinExpiresAt",
  p.tries AS "pinTries",
  p.redeemed_at AS "pinRedeemedAt",
  p.voided_at AS "pinVoidedAt",
  p.void_reason AS "pinVoidReason"
FROM
  unnest($1::uuid[]) AS t (id)
  LEFT JOIN LATERAL (
    SELECT
      *
    FROM
      sign_in_link
    WHERE
      practice_id = $2
      AND portal_account_id = t.id
    ORDER BY
      issued_at DESC
    LIMIT
      1
  ) l ON true
  LEFT JOIN LATERAL (
    SELECT
      *
    FROM
      pin
    WHERE
      practice_id = $2
      AND portal_account_id = t.id
    ORDER BY
      created_at DESC
    LIMIT
      1
  ) p ON true
  LEFT JOIN staff_member m ON m.practice_id = $2
  AND m.id = p.created_by;
