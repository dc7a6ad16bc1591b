import { eventOfAct, eventsOfMail } from './webhook-events.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** The kinds of act that concern a person who signs in; without one they are those of staff, or of nobody. */
const ofSomeone = ['signed-in', 'link.requested', 'pin.refused'];

const texts = (values: readonly string[]) => `ARRAY[${values.map((value) => `'${value}'`).join(', ')}]`;
const rows = (values: readonly (readonly string[])[]) =>
  values.map((row) => `(${row.map((value) => `'${value}'`).join(', ')})`).join(', ');

const accessesOfAccount = (practice: string, account: string) => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'clientId', a.client_id) ORDER BY a.id), '[]')
     FROM portal_access a WHERE a.practice_id = ${practice} AND a.portal_account_id = ${account})`;

/** From when on the record is read again, for one event; what was handed over before is left out by its id. */
const from = `greatest(l.read_until - make_interval(secs => ${webhookPolicy.lookBackSeconds}), (l.hears ->> known.event)::timestamptz)`;

const isNew = (eventId: string) => `NOT EXISTS (
  SELECT 1 FROM webhook_delivery d WHERE d.practice_id = l.practice_id AND d.endpoint_id = l.id AND d.event_id = ${eventId})`;

const mailEventId = 'md5(m.id::text || m.state)::uuid';

// Each kind is read by itself and in order, with a limit, so that an index is walked however long the record is.
const acts = `
  SELECT l.practice_id, l.id AS endpoint_id, v.id AS event_id, known.event, v.at,
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
                  ELSE ${accessesOfAccount('l.practice_id', 'v.portal_account_id')} END) AS data
    FROM listening l
    JOIN (VALUES ${rows(Object.entries(eventOfAct))}) AS known (kind, event) ON l.hears ? known.event
    JOIN LATERAL (
      SELECT v.id, v.at, v.kind, v.result, v.client_id, v.staff_member_id, v.portal_account_id, v.details FROM activity v
       WHERE v.practice_id = l.practice_id AND v.kind = known.kind AND v.at >= ${from} AND ${isNew('v.id')}
         AND (v.portal_account_id IS NOT NULL OR v.kind <> ALL (${texts(ofSomeone)}))
       ORDER BY v.at, v.id LIMIT ${webhookPolicy.mostInOnePass}) v ON true`;

const mails = `
  SELECT l.practice_id, l.id, m.event_id, known.event, m.changed_at,
         jsonb_build_object(
           'state', m.state,
           'clientId', invited.client_id,
           'staffMemberId', NULL,
           'portalAccesses',
             CASE WHEN invited.id IS NOT NULL
                  THEN jsonb_build_array(jsonb_build_object('id', invited.id, 'clientId', invited.client_id))
                  ELSE ${accessesOfAccount('l.practice_id', 'm.about_id')} END)
    FROM listening l
    JOIN (VALUES ${rows(eventsOfMail.map(({ mail, state, event }) => [mail, state, event]))}) AS known (kind, state, event)
      ON l.hears ? known.event
    JOIN LATERAL (
      SELECT ${mailEventId} AS event_id, m.state, m.kind, m.changed_at, m.about_id FROM mail m
       WHERE m.practice_id = l.practice_id AND m.kind = known.kind AND m.state = known.state AND m.changed_at >= ${from}
         AND m.state IN ('delivered', 'bounced', 'complained', 'failed') AND ${isNew(mailEventId)}
       ORDER BY m.changed_at LIMIT ${webhookPolicy.mostInOnePass}) m ON true
    LEFT JOIN portal_access invited
      ON m.kind = 'invitation' AND invited.practice_id = l.practice_id AND invited.id = m.about_id`;

/**
 * One statement that reads what the record and the mails say since the last time, and makes a
 * delivery and its job of every event that an endpoint listens for; docs/decisions/webhooks-read-the-record.md
 * explains why none is lost and none doubled.
 *
 * @param jobs a data-modifying statement that queues a job for each row of the CTE `handed`.
 */
export const enqueueDeliveriesText = (jobs: string): string => `
  WITH listening AS (
    SELECT practice_id, id, hears, read_until FROM webhook_endpoint WHERE active FOR NO KEY UPDATE SKIP LOCKED
  ), happened AS (
    SELECT h.practice_id, h.endpoint_id, h.event_id, h.event, h.at, h.data FROM (${acts} UNION ALL ${mails}) h
     ORDER BY h.at, h.event_id
     LIMIT ${webhookPolicy.mostInOnePass}
  ), handed AS (
    INSERT INTO webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
    SELECT practice_id, gen_random_uuid(), endpoint_id, event_id, event,
           jsonb_build_object('type', event, 'timestamp', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                              'data', data || jsonb_build_object('practiceId', practice_id)),
           now() + make_interval(secs => ${webhookPolicy.tryForSeconds})
      FROM happened
    ON CONFLICT (practice_id, endpoint_id, event_id) DO NOTHING
    RETURNING practice_id, id, due_at, busy_until
  ), moved AS (
    UPDATE webhook_endpoint e SET read_until = now() FROM listening l
     WHERE e.practice_id = l.practice_id AND e.id = l.id AND e.read_until < now() - interval '1 minute'
       AND (SELECT count(*) FROM happened) < ${webhookPolicy.mostInOnePass}
  ), job AS (${jobs})
  SELECT count(*)::int AS count FROM handed`;
