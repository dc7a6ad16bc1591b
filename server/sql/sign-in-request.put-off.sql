-- $1 practiceId
-- $2 requestId
-- $3 activityId

WITH
  put_off AS (
    UPDATE sign_in_request r
    SET
      tries = r.tries + 1,
      due_at = now() + make_interval(secs => least(60, power(2, r.tries))),
      portal_account_id = a.id,
      outcome = CASE
        WHEN r.tries + 1 >= 8 THEN 'failed'
      END
    FROM
      (
        SELECT
          (
            SELECT
              t.id
            FROM
              sign_in_request q
              JOIN portal_account t ON t.practice_id = q.practice_id
              AND t.email = q.email
            WHERE
              q.practice_id = $1
              AND q.id = $2
          ) AS id
      ) a
    WHERE
      r.practice_id = $1
      AND r.id = $2
      AND coalesce(r.outcome, '') = ''
    RETURNING
      r.id,
      r.portal_account_id,
      r.outcome
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      $1::uuid,
      $3::uuid,
      'link.requested',
      'failed',
      NULL::uuid,
      portal_account_id,
      NULL::uuid,
      jsonb_build_object('requestId', id)
    FROM
      put_off
    WHERE
      outcome = 'failed'
  )
SELECT
  outcome
FROM
  put_off;
