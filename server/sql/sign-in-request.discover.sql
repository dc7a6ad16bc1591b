-- $1 after

SELECT
  practice_id AS "practiceId",
  array_agg(
    id
    ORDER BY
      asked_at,
      id
  ) AS ids
FROM
  (
    SELECT
      practice_id,
      id,
      asked_at
    FROM
      sign_in_request
    WHERE
      practice_id > $1
      AND outcome IS NULL
      AND due_at <= now()
    ORDER BY
      practice_id,
      asked_at
    LIMIT
      100
  ) due
GROUP BY
  practice_id
ORDER BY
  practice_id;
