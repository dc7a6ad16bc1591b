-- $1 practiceId
-- $2 requestId
-- $3 activityId

WITH
  waiting AS (
    SELECT
      r.practice_id,
      r.id,
      a.id AS account_id,
      now() + make_interval(secs => least(60, power(2, r.tries))) AS due_at
    FROM
      sign_in_request r
      LEFT JOIN portal_account a ON a.practice_id = r.practice_id
      AND a.email = r.email
    WHERE
      r.practice_id = $1
      AND r.id = $2
      AND coalesce(r.outcome, '') = ''
    FOR UPDATE OF
      r
  ),
  put_off AS (
    UPDATE sign_in_request r
    SET
      tries = r.tries + 1,
      due_at = w.due_at,
      portal_account_id = w.account_id,
      outcome = CASE
        WHEN r.tries + 1 >= 8 THEN 'failed'
      END
    FROM
      waiting w
    WHERE
      r.practice_id = $1
      AND r.id = w.id
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
