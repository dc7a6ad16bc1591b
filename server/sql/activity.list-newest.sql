-- $1 portalAccountIds
-- $2 kinds
-- $3 practiceId
-- $4 days

SELECT
  a.id AS "portalAccountId",
  k.kind,
  v.at,
  v.result,
  v.details
FROM
  unnest($1::uuid[]) AS a (id)
  CROSS JOIN unnest($2::text[]) AS k (kind)
  JOIN LATERAL (
    SELECT
      at,
      result,
      details
    FROM
      activity
    WHERE
      practice_id = $3
      AND portal_account_id = a.id
      AND kind = k.kind
      AND at > now() - make_interval(days => $4)
    ORDER BY
      at DESC
    LIMIT
      1
  ) v ON true;
