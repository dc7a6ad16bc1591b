-- $1 practiceId

WITH
  subscriber AS (
    SELECT
      e.id,
      e.subscriptions,
      e.read_until,
      e.reread_at < now() - make_interval(secs => 60) AS is_reread,
      CASE
        WHEN e.reread_at < now() - make_interval(secs => 60) THEN least(e.reread_at - make_interval(secs => 600), e.read_until - make_interval(secs => 5))
        ELSE e.read_until - make_interval(secs => 5)
      END AS read_from
    FROM
      webhook_endpoint e
    WHERE
      e.practice_id = $1
      AND e.active
    FOR NO KEY UPDATE
      SKIP LOCKED
  ),
  happened AS (
    SELECT
      h.endpoint_id,
      h.event_id,
      h.event,
      h.at,
      h.data
    FROM
      (
        SELECT
          s.id AS endpoint_id,
          v.id AS event_id,
          told.event,
          v.at,
          jsonb_build_object(
            'state',
            CASE
              WHEN v.kind IN ('signed-in', 'link.requested') THEN v.result
              WHEN v.kind = 'address.changed' THEN 'address-changed'
              ELSE split_part(v.kind, '.', 2)
            END,
            'clientId',
            v.client_id,
            'staffMemberId',
            v.staff_member_id,
            'portalAccesses',
            CASE
              WHEN v.details ? 'portalAccessId' THEN jsonb_build_array(jsonb_build_object('id', v.details ->> 'portalAccessId', 'clientId', v.client_id))
              WHEN v.portal_account_id IS NULL THEN '[]'
              ELSE (
                SELECT
                  coalesce(
                    jsonb_agg(
                      jsonb_build_object('id', a.id, 'clientId', a.client_id)
                      ORDER BY
                        a.id
                    ),
                    '[]'
                  )
                FROM
                  portal_access a
                WHERE
                  a.practice_id = $1
                  AND a.portal_account_id = v.portal_account_id
              )
            END
          ) AS data
        FROM
          subscriber s
          JOIN (
            VALUES
              ('client.created', 'client.created'),
              ('client.changed', 'client.changed'),
              ('client.archived', 'client.changed'),
              ('client.restored', 'client.changed'),
              ('signed-in', 'client.signed_in'),
              ('access.added', 'access.changed'),
              ('access.changed', 'access.changed'),
              ('access.removed', 'access.changed'),
              ('access.on', 'access.changed'),
              ('access.off', 'access.changed'),
              ('address.changed', 'access.changed'),
              ('invitation.sent', 'invitation.sent'),
              ('link.requested', 'link.requested'),
              ('pin.generated', 'pin.generated'),
              ('pin.revoked', 'pin.revoked'),
              ('pin.refused', 'pin.refused')
          ) AS told (kind, event) ON s.subscriptions ? told.event
          JOIN LATERAL (
            SELECT
              v.id,
              v.at,
              v.kind,
              v.result,
              v.client_id,
              v.staff_member_id,
              v.portal_account_id,
              v.details
            FROM
              activity v
            WHERE
              v.practice_id = $1
              AND v.kind = told.kind
              AND v.at >= greatest(s.read_from, (s.subscriptions ->> told.event)::timestamptz)
              AND NOT EXISTS (
                SELECT
                  1
                FROM
                  webhook_delivery d
                WHERE
                  d.practice_id = $1
                  AND d.endpoint_id = s.id
                  AND d.event_id = v.id
              )
              AND (
                v.portal_account_id IS NOT NULL
                OR v.kind <> ALL (ARRAY['signed-in', 'link.requested', 'pin.refused'])
              )
            ORDER BY
              v.at,
              v.id
            LIMIT
              200
          ) v ON true
        UNION ALL
        SELECT
          s.id,
          m.event_id,
          told.event,
          m.changed_at,
          jsonb_build_object(
            'state',
            m.state,
            'clientId',
            invited.client_id,
            'staffMemberId',
            NULL,
            'portalAccesses',
            CASE
              WHEN invited.id IS NOT NULL THEN jsonb_build_array(jsonb_build_object('id', invited.id, 'clientId', invited.client_id))
              ELSE (
                SELECT
                  coalesce(
                    jsonb_agg(
                      jsonb_build_object('id', a.id, 'clientId', a.client_id)
                      ORDER BY
                        a.id
                    ),
                    '[]'
                  )
                FROM
                  portal_access a
                WHERE
                  a.practice_id = $1
                  AND a.portal_account_id = m.about_id
              )
            END
          )
        FROM
          subscriber s
          JOIN (
            VALUES
              ('invitation', 'delivered', 'invitation.delivered'),
              ('sign-in-link', 'delivered', 'link.delivered'),
              ('invitation', 'bounced', 'invitation.bounced'),
              ('sign-in-link', 'bounced', 'link.bounced'),
              ('invitation', 'complained', 'invitation.bounced'),
              ('sign-in-link', 'complained', 'link.bounced'),
              ('invitation', 'failed', 'invitation.bounced'),
              ('sign-in-link', 'failed', 'link.bounced')
          ) AS told (kind, state, event) ON s.subscriptions ? told.event
          JOIN LATERAL (
            SELECT
              md5(m.id::text || m.state)::uuid AS event_id,
              m.state,
              m.kind,
              m.changed_at,
              m.about_id
            FROM
              mail m
            WHERE
              m.practice_id = $1
              AND m.kind = told.kind
              AND m.state = told.state
              AND m.changed_at >= greatest(s.read_from, (s.subscriptions ->> told.event)::timestamptz)
              AND m.state IN ('delivered', 'bounced', 'complained', 'failed')
              AND NOT EXISTS (
                SELECT
                  1
                FROM
                  webhook_delivery d
                WHERE
                  d.practice_id = $1
                  AND d.endpoint_id = s.id
                  AND d.event_id = md5(m.id::text || m.state)::uuid
              )
            ORDER BY
              m.changed_at
            LIMIT
              200
          ) m ON true
          LEFT JOIN portal_access invited ON m.kind = 'invitation'
          AND invited.practice_id = $1
          AND invited.id = m.about_id
      ) h
    ORDER BY
      h.at,
      h.event_id
    LIMIT
      200
  ),
  enqueued AS (
    INSERT INTO
      webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
    SELECT
      $1,
      gen_random_uuid(),
      endpoint_id,
      event_id,
      event,
      jsonb_build_object(
        'type',
        event,
        'timestamp',
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'data',
        data || jsonb_build_object('practiceId', $1::uuid)
      ),
      now() + make_interval(secs => 86400)
    FROM
      happened
    ON CONFLICT (practice_id, endpoint_id, event_id) DO NOTHING
  ),
  progress AS (
    SELECT
      count(*)::int AS count,
      CASE
        WHEN count(*) < 200 THEN now()
        ELSE max(at)
      END AS read_until
    FROM
      happened
  ),
  moved AS (
    UPDATE webhook_endpoint e
    SET
      read_until = greatest(e.read_until, p.read_until),
      reread_at = CASE
        WHEN s.is_reread THEN greatest(e.reread_at, p.read_until)
        ELSE e.reread_at
      END
    FROM
      subscriber s,
      progress p
    WHERE
      e.practice_id = $1
      AND e.id = s.id
  )
SELECT
  count
FROM
  progress;
