-- $1 practiceId
-- $2 beforeAt
-- $3 beforeEmail
-- $4 first

WITH
  typed AS (
    SELECT
      r.email,
      max(date_trunc('milliseconds', asked_at)) AS at,
      count(*)::int AS times,
      CASE
        WHEN max(asked_at) FILTER (
          WHERE
            outcome = 'pin-refused'
        ) = max(asked_at) THEN 'pin'
        ELSE 'link'
      END AS method
    FROM
      sign_in_request r
    WHERE
      r.practice_id = $1
      AND r.outcome IN ('no-account', 'access-off', 'pin-refused')
      AND r.asked_at > now() - make_interval(days => 30)
    GROUP BY
      r.email
  ),
  newest AS (
    SELECT
      *
    FROM
      typed
    WHERE
      $2::timestamptz IS NULL
      OR (at, email) < ($2, $3)
    ORDER BY
      at DESC,
      email DESC
    OFFSET
      0
  )
SELECT
  email,
  at,
  times,
  method
FROM
  newest AS typed
WHERE
  (
    EXISTS (
      SELECT
        1
      FROM
        portal_account t
        JOIN portal_access pa ON pa.practice_id = t.practice_id
        AND pa.portal_account_id = t.id
      WHERE
        t.practice_id = $1
        AND t.email = typed.email
    )
  ) = false
ORDER BY
  at DESC,
  email DESC
LIMIT
  $4;
