-- $1 practiceId
-- $2 batchId
-- $3 audience
-- $4 startedBy

INSERT INTO
  invitation_batch (practice_id, id, state, audience, started_by)
VALUES
  ($1, $2, 'running', $3, $4);
