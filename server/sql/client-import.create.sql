-- $1 practiceId
-- $2 importId
-- $3 fileName
-- $4 columns
-- $5 hasHeader
-- $6 uploadedBy

INSERT INTO
  client_import (practice_id, id, file_name, state, columns, has_header, uploaded_by)
VALUES
  ($1, $2, $3, 'reading', $4, $5, $6);
