-- $1 ids

UPDATE staff_link_request
SET
  due_at = now() + make_interval(secs => least(60, power(2, tries - 1))),
  failed_at = CASE
    WHEN tries >= 8 THEN now()
  END
WHERE
  id = ANY ($1::uuid[]);
