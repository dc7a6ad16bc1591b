-- $1 names

INSERT INTO
  scheduled_task (name)
SELECT
  unnest($1::text[])
ON CONFLICT (name) DO NOTHING;
