-- $1 wanted
-- $2 patterns
-- $3 practiceId

WITH
  found AS (
    SELECT DISTINCT
      look.wanted,
      r.id,
      r.email,
      r.asked_at,
      r.outcome
    FROM
      unnest($1::text[], $2::text[]) AS look (wanted, pattern)
      CROSS JOIN LATERAL (
        SELECT
          id,
          email,
          asked_at,
          outcome
        FROM
          sign_in_request request
        WHERE
          email LIKE look.pattern
          AND request.practice_id = $3
          AND request.outcome IN ('no-account', 'access-off', 'pin-refused')
          AND request.asked_at > now() - make_interval(days => 30)
        OFFSET
          0
      ) r
    WHERE
      r.email <> look.wanted
  ),
  typed AS (
    SELECT
      wanted,
      email,
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
      found
    GROUP BY
      wanted,
      email
  )
SELECT
  wanted,
  email,
  at,
  times,
  method
FROM
  typed
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
        t.practice_id = $3
        AND t.email = typed.email
    )
  ) = false
ORDER BY
  at DESC,
  email
LIMIT
  1000;
