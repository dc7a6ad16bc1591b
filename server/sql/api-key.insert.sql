-- $1 practiceId
-- $2 id
-- $3 tokenHash
-- $4 tokenStart
-- $5 scopes
-- $6 createdBy
-- $7 days

INSERT INTO
  api_key (practice_id, id, token_hash, token_start, scopes, created_by, expires_at)
VALUES
  ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
RETURNING
  id;
