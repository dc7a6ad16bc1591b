-- $1 practiceId

DELETE FROM client_import
WHERE
  practice_id = $1
  AND id IN (
    SELECT
      id
    FROM
      client_import
    WHERE
      practice_id = $1
      AND state = 'ready'
    ORDER BY
      uploaded_at DESC,
      id DESC
    OFFSET
      9
  );
