-- $1 most

UPDATE staff_link_request
SET
  tries = tries + 1,
  due_at = now() + make_interval(secs => 20)
WHERE
  id = ANY (
    ARRAY(
      SELECT
        id
      FROM
        staff_link_request
      WHERE
        failed_at IS NULL
        AND due_at <= now()
      ORDER BY
        asked_at
      LIMIT
        $1
      FOR UPDATE
        SKIP LOCKED
    )
  )
RETURNING
  id,
  email,
  tries;
