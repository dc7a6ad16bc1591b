-- $1 practiceId
-- $2 itemId
-- $3 staffMemberId

WITH
  sent AS (
    SELECT
      a.portal_account_id,
      i.batch_id
    FROM
      invitation_batch_item i
      JOIN portal_access a ON a.practice_id = i.practice_id
      AND a.id = i.portal_access_id
    WHERE
      i.practice_id = $1
      AND i.id = $2
  ),
  shared AS (
    UPDATE invitation_batch_item i
    SET
      state = 'sent',
      reason = 'same-mail',
      done_at = now()
    FROM
      sent,
      portal_access a
    WHERE
      i.practice_id = $1
      AND i.batch_id = sent.batch_id
      AND i.state = 'waiting'
      AND i.id <> $2
      AND a.practice_id = i.practice_id
      AND a.id = i.portal_access_id
      AND a.portal_account_id = sent.portal_account_id
      AND a.active
    RETURNING
      i.portal_access_id
  ),
  invited AS (
    UPDATE portal_access a
    SET
      invited_at = now(),
      invited_by = $3::uuid
    WHERE
      a.practice_id = $1
      AND a.id IN (
        SELECT
          portal_access_id
        FROM
          shared
      )
    RETURNING
      a.id,
      a.client_id,
      a.portal_account_id
  ),
  recorded AS (
    INSERT INTO
      activity (practice_id, id, kind, result, staff_member_id, portal_account_id, client_id, details)
    SELECT
      $1::uuid,
      gen_random_uuid(),
      'invitation.sent',
      'same-mail',
      $3::uuid,
      portal_account_id,
      client_id,
      jsonb_build_object('portalAccessId', id)
    FROM
      invited
  )
SELECT DISTINCT
  client_id AS "clientId"
FROM
  invited;
