import type { ActivityKind } from '../activity/activity-kind.ts';
import { type Fragment, join, literal, sql } from '../db/sql.ts';
import { eventOfAct, eventsOfMail } from './webhook-events.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** The kinds of act that are events only when they concern a portal account. */
const ofSomeone: readonly ActivityKind[] = ['signed-in', 'link.requested', 'pin.refused'];

const texts = (values: readonly string[]) => sql`ARRAY[${join(values.map(literal), ', ')}]`;
const rows = (values: readonly (readonly string[])[]) =>
  join(
    values.map((row) => sql`(${join(row.map(literal), ', ')})`),
    ', ',
  );

const seconds = (count: number) => sql`make_interval(secs => ${count})`;

const isReread = sql`e.reread_at < now() - ${seconds(webhookPolicy.rereadSeconds)}`;
const readFrom = sql`e.read_until - ${seconds(webhookPolicy.overlapSeconds)}`;
const rereadFrom = sql`least(e.reread_at - ${seconds(webhookPolicy.lookBackSeconds)}, ${readFrom})`;

/** The states of mails that are events; the index `mail.changed_at` holds only these. */
const toldStates = sql`('delivered', 'bounced', 'complained', 'failed')`;

/** The practices after the given one with new activity or mails for an endpoint. */
export const discoverEvents = sql`
  SELECT e.practice_id AS "practiceId", array_agg(e.id) AS ids
    FROM webhook_endpoint e
   WHERE e.practice_id > :after AND e.active
     AND (${isReread}
          OR EXISTS (SELECT FROM activity v WHERE v.practice_id = e.practice_id AND v.at >= ${readFrom})
          OR EXISTS (SELECT FROM mail m
                      WHERE m.practice_id = e.practice_id AND m.changed_at >= ${readFrom} AND m.state IN ${toldStates}))
   GROUP BY e.practice_id ORDER BY e.practice_id LIMIT 100`;

const accessesOfAccount = (account: Fragment) => sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'clientId', a.client_id) ORDER BY a.id), '[]')
     FROM portal_access a WHERE a.practice_id = :practiceId AND a.portal_account_id = ${account})`;

/** The time from which the activity is read for one event; entries that were enqueued before are left out by their id. */
const from = sql`greatest(s.read_from, (s.subscriptions ->> told.event)::timestamptz)`;

const isNew = (eventId: Fragment) => sql`NOT EXISTS (
  SELECT 1 FROM webhook_delivery d
   WHERE d.practice_id = :practiceId AND d.endpoint_id = s.id AND d.event_id = ${eventId})`;

const mailEventId = sql`md5(m.id::text || m.state)::uuid`;

// Each kind is read separately and in order, with a limit, so that every plan is an index scan.
const acts = sql`
  SELECT s.id AS endpoint_id, v.id AS event_id, told.event, v.at,
         jsonb_build_object(
           'state', CASE WHEN v.kind IN ('signed-in', 'link.requested') THEN v.result
                         WHEN v.kind = 'address.changed' THEN 'address-changed'
                         ELSE split_part(v.kind, '.', 2) END,
           'clientId', v.client_id,
           'staffMemberId', v.staff_member_id,
           'portalAccesses',
             CASE WHEN v.details ? 'portalAccessId'
                  THEN jsonb_build_array(jsonb_build_object('id', v.details ->> 'portalAccessId', 'clientId', v.client_id))
                  WHEN v.portal_account_id IS NULL THEN '[]'
                  ELSE ${accessesOfAccount(sql`v.portal_account_id`)} END) AS data
    FROM subscriber s
    JOIN (VALUES ${rows(Object.entries(eventOfAct))}) AS told (kind, event) ON s.subscriptions ? told.event
    JOIN LATERAL (
      SELECT v.id, v.at, v.kind, v.result, v.client_id, v.staff_member_id, v.portal_account_id, v.details FROM activity v
       WHERE v.practice_id = :practiceId AND v.kind = told.kind AND v.at >= ${from} AND ${isNew(sql`v.id`)}
         AND (v.portal_account_id IS NOT NULL OR v.kind <> ALL (${texts(ofSomeone)}))
       ORDER BY v.at, v.id LIMIT ${webhookPolicy.eventsAtOnce}) v ON true`;

const mails = sql`
  SELECT s.id, m.event_id, told.event, m.changed_at,
         jsonb_build_object(
           'state', m.state,
           'clientId', invited.client_id,
           'staffMemberId', NULL,
           'portalAccesses',
             CASE WHEN invited.id IS NOT NULL
                  THEN jsonb_build_array(jsonb_build_object('id', invited.id, 'clientId', invited.client_id))
                  ELSE ${accessesOfAccount(sql`m.about_id`)} END)
    FROM subscriber s
    JOIN (VALUES ${rows(eventsOfMail.map(({ mail, state, event }) => [mail, state, event]))}) AS told (kind, state, event)
      ON s.subscriptions ? told.event
    JOIN LATERAL (
      SELECT ${mailEventId} AS event_id, m.state, m.kind, m.changed_at, m.about_id FROM mail m
       WHERE m.practice_id = :practiceId AND m.kind = told.kind AND m.state = told.state AND m.changed_at >= ${from}
         AND m.state IN ${toldStates} AND ${isNew(mailEventId)}
       ORDER BY m.changed_at LIMIT ${webhookPolicy.eventsAtOnce}) m ON true
    LEFT JOIN portal_access invited
      ON m.kind = 'invitation' AND invited.practice_id = :practiceId AND invited.id = m.about_id`;

/**
 * Reads the new activity and mails of a practice and inserts a delivery for every event that an endpoint subscribes
 * to; docs/decisions/webhooks-read-the-record.md explains why no event is lost or doubled. Returns their number.
 */
export const enqueueDeliveries = sql`
  WITH subscriber AS (
    SELECT e.id, e.subscriptions, e.read_until, ${isReread} AS is_reread,
           CASE WHEN ${isReread} THEN ${rereadFrom} ELSE ${readFrom} END AS read_from
      FROM webhook_endpoint e WHERE e.practice_id = :practiceId AND e.active FOR NO KEY UPDATE SKIP LOCKED
  ), happened AS (
    SELECT h.endpoint_id, h.event_id, h.event, h.at, h.data FROM (${acts} UNION ALL ${mails}) h
     ORDER BY h.at, h.event_id
     LIMIT ${webhookPolicy.eventsAtOnce}
  ), enqueued AS (
    INSERT INTO webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
    SELECT :practiceId, gen_random_uuid(), endpoint_id, event_id, event,
           jsonb_build_object('type', event, 'timestamp', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                              'data', data || jsonb_build_object('practiceId', :practiceId::uuid)),
           now() + ${seconds(webhookPolicy.tryForSeconds)}
      FROM happened
    ON CONFLICT (practice_id, endpoint_id, event_id) DO NOTHING
  ), progress AS (
    SELECT count(*)::int AS count,
           CASE WHEN count(*) < ${webhookPolicy.eventsAtOnce} THEN now() ELSE max(at) END AS read_until FROM happened
  ), moved AS (
    UPDATE webhook_endpoint e
       SET read_until = greatest(e.read_until, p.read_until),
           reread_at = CASE WHEN s.is_reread THEN greatest(e.reread_at, p.read_until) ELSE e.reread_at END
      FROM subscriber s, progress p
     WHERE e.practice_id = :practiceId AND e.id = s.id
  )
  SELECT count FROM progress`;
