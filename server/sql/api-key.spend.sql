-- $1 practiceId
-- $2 id
-- $3 points

WITH
  used AS (
    UPDATE api_key
    SET
      last_used_at = now()
    WHERE
      practice_id = $1
      AND id = $2
      AND (
        last_used_at IS NULL
        OR last_used_at < now() - interval '1 minute'
      )
  ),
  of_key AS (
    INSERT INTO
      api_budget AS b (practice_id, id, spent, ends_at)
    SELECT
      $1::uuid,
      $2::uuid,
      $3::int,
      now() + make_interval(secs => 60)
    ON CONFLICT (practice_id, id) DO UPDATE
    SET
      spent = CASE
        WHEN excluded.ends_at - b.ends_at < make_interval(secs => 60) THEN least(b.spent + excluded.spent, 1000000000)
        ELSE excluded.spent
      END,
      ends_at = CASE
        WHEN excluded.ends_at - b.ends_at < make_interval(secs => 60) THEN b.ends_at
        ELSE excluded.ends_at
      END
    RETURNING
      spent,
      ends_at
  ),
  of_practice AS (
    INSERT INTO
      api_budget AS b (practice_id, id, spent, ends_at)
    SELECT
      $1::uuid,
      $1::uuid,
      $3::int,
      now() + make_interval(secs => 60)
    FROM
      of_key
    WHERE
      of_key.spent <= 6000
    ON CONFLICT (practice_id, id) DO UPDATE
    SET
      spent = CASE
        WHEN excluded.ends_at - b.ends_at < make_interval(secs => 60) THEN least(b.spent + excluded.spent, 1000000000)
        ELSE excluded.spent
      END,
      ends_at = CASE
        WHEN excluded.ends_at - b.ends_at < make_interval(secs => 60) THEN b.ends_at
        ELSE excluded.ends_at
      END
    RETURNING
      spent,
      ends_at
  )
SELECT
  k.spent,
  ceil(
    extract(
      epoch
      FROM
        k.ends_at - now()
    )
  )::int AS seconds,
  p.spent AS "practiceSpent",
  ceil(
    extract(
      epoch
      FROM
        p.ends_at - now()
    )
  )::int AS "practiceSeconds"
FROM
  of_key k
  LEFT JOIN of_practice p ON true;
