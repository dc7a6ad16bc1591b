-- $1 id
-- $2 email

INSERT INTO
  staff_link_request (id, email)
VALUES
  ($1, $2);
