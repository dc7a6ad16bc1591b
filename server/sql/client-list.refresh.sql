-- $1 practiceId
-- $2 clientIds

UPDATE client c
SET
  (search_addresses, without_address, never_invited, access_off, last_invited_at, last_signed_in_at) = (
    SELECT
      coalesce(
        string_agg(
          (
            SELECT
              ' ' || plain || ' ' || translate(plain, '.@_-+', '     ')
            FROM
              (
                SELECT
                  CASE
                    WHEN t.email ~ '[^ -~]' THEN regexp_replace(normalize(t.email, NFKD), '[\u0300-\u036f]', '', 'g')
                    ELSE t.email
                  END AS plain
              ) _
          ),
          ''
          ORDER BY
            a.id
        ),
        ''
      ),
      count(*) = 0,
      coalesce(
        bool_or(
          a.active
          AND a.invited_at IS NULL
        ),
        false
      ),
      coalesce(bool_or(NOT a.active), false),
      coalesce(max(a.invited_at), '-infinity'),
      coalesce(max(sign_in.at), '-infinity')
    FROM
      portal_access a
      JOIN portal_account t ON t.practice_id = a.practice_id
      AND t.id = a.portal_account_id
      LEFT JOIN LATERAL (
        SELECT
          v.at
        FROM
          activity v
        WHERE
          v.practice_id = a.practice_id
          AND v.portal_account_id = a.portal_account_id
          AND v.kind = 'signed-in'
        ORDER BY
          v.at DESC
        LIMIT
          1
      ) sign_in ON true
    WHERE
      a.practice_id = c.practice_id
      AND a.client_id = c.id
  )
WHERE
  c.practice_id = $1
  AND c.id = ANY ($2::uuid[]);
