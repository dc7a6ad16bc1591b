-- $1 after

SELECT
  practice_id AS "practiceId",
  array_agg(
    id
    ORDER BY
      asked_at
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
      outcome IS NULL
      AND practice_id > $1
    ORDER BY
      practice_id,
      asked_at
    LIMIT
      100
  ) waiting
GROUP BY
  practice_id
ORDER BY
  practice_id;
