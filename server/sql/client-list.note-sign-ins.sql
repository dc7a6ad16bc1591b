-- $1 practiceId
-- $2 since

WITH
  fresh AS (
    SELECT
      v.portal_account_id,
      max(v.at) AS at
    FROM
      activity v
    WHERE
      v.practice_id = $1
      AND v.kind = 'signed-in'
      AND v.portal_account_id IS NOT NULL
      AND v.at > $2::timestamptz - interval '10 minutes'
    GROUP BY
      v.portal_account_id
  ),
  seen AS (
    SELECT
      a.client_id,
      max(f.at) AS at
    FROM
      fresh f
      JOIN portal_access a ON a.practice_id = $1
      AND a.portal_account_id = f.portal_account_id
    GROUP BY
      a.client_id
  ),
  listed AS (
    SELECT
      c.id,
      s.at
    FROM
      seen s
      JOIN client c ON c.practice_id = $1
      AND c.id = s.client_id
      AND c.last_signed_in_at < s.at
    ORDER BY
      c.id
    FOR NO KEY UPDATE OF
      c SKIP LOCKED
  ),
  noted AS (
    UPDATE practice p
    SET
      sign_ins_noted_at = latest.at
    FROM
      (
        SELECT
          max(at) AS at
        FROM
          fresh
      ) latest
    WHERE
      p.id = $1
      AND p.sign_ins_noted_at < latest.at
  )
UPDATE client c
SET
  last_signed_in_at = l.at
FROM
  listed l
WHERE
  c.practice_id = $1
  AND c.id = l.id;
