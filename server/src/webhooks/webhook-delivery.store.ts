import type { Database, Queryable } from '../db/database.ts';
import type { Due } from '../db/poller.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { discoverEvents, enqueueDeliveries } from './enqueue-deliveries.sql.ts';
import type {
  ClaimedDelivery,
  DeliveryState,
  AttemptedDelivery,
  WebhookDelivery,
  WebhookPayload,
} from './webhook-delivery.ts';
import { webhookPolicy } from './webhook-policy.ts';

const isClaimed = sql`d.claimed_until > now()`;

const columns = sql`d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.kind, d.payload, d.state, d.attempts,
  d.created_at AS "createdAt", CASE WHEN d.state = 'waiting' THEN CASE WHEN ${isClaimed} THEN d.tried_at ELSE d.due_at END END AS "dueAt",
  d.tried_at AS "triedAt", d.status, d.answer, d.problem FROM webhook_delivery d`;

interface LogPage {
  practiceId: string;
  endpointId: string;
  state: DeliveryState | null;
  beforeAt: string | null;
  beforeId: string | null;
  first: number;
}

const list = statement<WebhookDelivery, LogPage>(
  'webhook-delivery.list',
  sql`SELECT ${columns}
       WHERE d.practice_id = :practiceId AND d.endpoint_id = :endpointId AND (:state::text IS NULL OR d.state = :state)
         AND (:beforeAt::timestamptz IS NULL OR (d.created_at, d.id) < (:beforeAt, :beforeId::uuid))
       ORDER BY d.created_at DESC, d.id DESC LIMIT :first`,
);

const find = statement<WebhookDelivery, { practiceId: string; id: string }>(
  'webhook-delivery.find',
  sql`SELECT ${columns} WHERE d.practice_id = :practiceId AND d.id = :id`,
);

const findEvents = statement<Due, { after: string }>('webhook-delivery.discover-events', discoverEvents);

const enqueue = statement<{ count: number }, { practiceId: string }>('webhook-delivery.enqueue', enqueueDeliveries);

// An endpoint that takes nothing is tried with one delivery at a time, so that it does not delay the others.
const room = sql`CASE WHEN e.failing_since IS NULL THEN ${webhookPolicy.mostAtOnce} ELSE 1 END
  - (SELECT count(*) FROM webhook_delivery d
      WHERE d.practice_id = e.practice_id AND d.endpoint_id = e.id AND ${isClaimed})`;

const isDue = sql`d.practice_id = e.practice_id AND d.endpoint_id = e.id AND d.state = 'waiting' AND d.due_at <= now()`;

// One index scan for each endpoint, so that no plan reads the deliveries that are not due.
const discover = statement<Due, { after: string }>(
  'webhook-delivery.discover',
  sql`SELECT e.practice_id AS "practiceId", array_agg(e.id) AS ids
        FROM webhook_endpoint e
       CROSS JOIN LATERAL (SELECT 1 FROM webhook_delivery d WHERE ${isDue} LIMIT 1) due
       WHERE e.practice_id > :after AND e.active AND ${room} > 0
       GROUP BY e.practice_id ORDER BY e.practice_id LIMIT 100`,
);

// Deliveries that were tried and not settled before their end fail here.
const claim = statement<ClaimedDelivery, { practiceId: string; endpointIds: readonly string[]; most: number }>(
  'webhook-delivery.claim',
  sql`
  WITH over AS (
    UPDATE webhook_delivery d
       SET state = 'failed', claimed_until = NULL, problem = coalesce(d.problem, 'It could not be sent within a day.')
     WHERE d.practice_id = :practiceId AND d.endpoint_id = ANY (:endpointIds::uuid[])
       AND d.state = 'waiting' AND d.due_at <= now() AND d.attempts > 0 AND d.try_until < now()
  ), endpoint AS (
    SELECT e.practice_id, e.id, ${room} AS room FROM webhook_endpoint e
     WHERE e.practice_id = :practiceId AND e.id = ANY (:endpointIds::uuid[]) AND e.active
  ), due AS (
    SELECT due.id FROM endpoint e
     CROSS JOIN LATERAL (
       SELECT d.id FROM webhook_delivery d
        WHERE d.practice_id = :practiceId AND d.endpoint_id = e.id AND d.state = 'waiting' AND d.due_at <= now()
          AND (d.attempts = 0 OR d.try_until >= now())
        ORDER BY d.due_at, d.id LIMIT greatest(0, e.room) FOR UPDATE SKIP LOCKED) due
     LIMIT :most
  )
  UPDATE webhook_delivery d
     SET attempts = d.attempts + 1, tried_at = clock.now, claimed_until = clock.lease_end, due_at = clock.lease_end
    FROM due, webhook_endpoint e,
         (SELECT now() AS now, now() + make_interval(secs => ${webhookPolicy.leaseSeconds}) AS lease_end) clock
   WHERE d.practice_id = :practiceId AND d.id = due.id AND e.practice_id = :practiceId AND e.id = d.endpoint_id
  RETURNING d.id AS "deliveryId", d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.payload, d.attempts,
            extract(epoch FROM d.try_until - clock.now)::float8 AS "secondsLeft",
            coalesce(clock.now - e.failing_since > make_interval(days => ${webhookPolicy.failingDays}), false) AS "failingForDays",
            e.id, e.url, e.key_id AS "keyId", e.rotation,
            CASE WHEN e.old_secret_until > clock.now THEN e.old_key_id END AS "oldKeyId"`,
);

// Delivered counts, also when the delivery was given up meanwhile.
const settle = statement<never, { practiceId: string; tried: string }>(
  'webhook-delivery.settle',
  sql`
  WITH tried AS (
    SELECT t.*, now() AS now, now() + make_interval(secs => t."pauseSeconds") AS due_at
      FROM jsonb_to_recordset(:tried::jsonb)
      AS t ("deliveryId" uuid, "endpointId" uuid, attempts int, state text, "pauseSeconds" float8, status int, answer text,
            problem text)
  ), settled AS (
    UPDATE webhook_delivery d
       SET state = t.state, claimed_until = NULL, due_at = t.due_at,
           status = t.status, answer = t.answer, problem = t.problem
      FROM tried t
     WHERE d.practice_id = :practiceId AND d.id = t."deliveryId" AND d.attempts = t.attempts
       AND (d.state = 'waiting' OR t.state = 'delivered')
  )
  UPDATE webhook_endpoint e SET failing_since = CASE WHEN last.arrived THEN NULL ELSE last.now END
    FROM (SELECT "endpointId", max(now) AS now, bool_or(problem IS NULL) AS arrived FROM tried GROUP BY "endpointId") last
   WHERE e.practice_id = :practiceId AND e.id = last."endpointId" AND (e.failing_since IS NOT NULL) = last.arrived`,
);

const giveUp = statement<never, { practiceId: string; endpointId: string }>(
  'webhook-delivery.give-up',
  sql`UPDATE webhook_delivery SET state = 'failed', problem = coalesce(problem, 'The endpoint was switched off.')
       WHERE practice_id = :practiceId AND endpoint_id = :endpointId AND state = 'waiting'`,
);

const sendAgain = statement<{ id: string }, { practiceId: string; id: string }>(
  'webhook-delivery.send-again',
  sql`UPDATE webhook_delivery d
         SET state = 'waiting', attempts = 0, due_at = now(),
             try_until = now() + make_interval(secs => ${webhookPolicy.tryForSeconds})
       WHERE d.practice_id = :practiceId AND d.id = :id AND (d.state <> 'waiting' OR d.due_at > now())
         AND ${isClaimed} IS NOT TRUE
      RETURNING d.id`,
);

const addTest = statement<never, { practiceId: string; id: string; endpointId: string; kind: string; payload: string }>(
  'webhook-delivery.add-test',
  sql`INSERT INTO webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
      VALUES (:practiceId, :id, :endpointId, :id, :kind, :payload, now() + make_interval(secs => ${webhookPolicy.tryForSeconds}))`,
);

const purge = statement<{ id: string }, { practiceId: string; days: number }>(
  'webhook-delivery.purge',
  sql`DELETE FROM webhook_delivery
       WHERE practice_id = :practiceId AND created_at < now() - make_interval(days => :days::int)
      RETURNING id`,
);

/** Deliveries of webhooks. */
export class WebhookDeliveryStore {
  constructor(private readonly database: Database) {}

  /** The practices after the given one that may have new events. */
  async discoverEvents(after: string): Promise<Due[]> {
    return this.database.run(findEvents, { after });
  }

  /**
   * Enqueues deliveries of a practice's new events, for every endpoint that no other server is enqueueing for.
   *
   * @returns how many; the limit of one pass when there are more.
   */
  async enqueue(practiceId: string): Promise<number> {
    return (await this.database.run(enqueue, { practiceId }))[0]?.count ?? 0;
  }

  /** The endpoints with due deliveries, of the practices after the given one. */
  async discover(after: string): Promise<Due[]> {
    return this.database.run(discover, { after });
  }

  /** Claims deliveries to these endpoints, within the limit of each endpoint. */
  async claim(practiceId: string, endpointIds: readonly string[], most: number): Promise<ClaimedDelivery[]> {
    return this.database.run(claim, { practiceId, endpointIds, most });
  }

  /** Saves the results of claimed deliveries, and since when their endpoints fail. */
  async settle(practiceId: string, deliveries: readonly AttemptedDelivery[]): Promise<void> {
    const tried = deliveries.map(({ delivery: { deliveryId, endpointId, attempts }, result, state, pauseSeconds }) => ({
      deliveryId,
      endpointId,
      attempts,
      ...result,
      state,
      pauseSeconds,
    }));
    await this.database.run(settle, { practiceId, tried: JSON.stringify(tried) });
  }

  /** Makes a delivery due now, for another day. @returns false when it is waiting for its next try */
  async sendAgain(practiceId: string, id: string): Promise<boolean> {
    return (await this.database.run(sendAgain, { practiceId, id })).length === 1;
  }

  /** Adds a delivery of a test event. */
  async addTest(practiceId: string, id: string, endpointId: string, payload: WebhookPayload): Promise<void> {
    const given = { practiceId, id, endpointId, kind: payload.type, payload: JSON.stringify(payload) };
    await this.database.run(addTest, given);
  }

  /** Gives up the waiting deliveries of an endpoint that was switched off. */
  async giveUp(db: Queryable, practiceId: string, endpointId: string): Promise<void> {
    await db.run(giveUp, { practiceId, endpointId });
  }

  /** A page of an endpoint's log, newest first. */
  async list(
    practiceId: string,
    endpointId: string,
    state: DeliveryState | undefined,
    { first, before }: { first: number; before?: { at: string; id: string } | undefined },
  ): Promise<WebhookDelivery[]> {
    const page = { state: state ?? null, beforeAt: before?.at ?? null, beforeId: before?.id ?? null, first };
    return this.database.run(list, { practiceId, endpointId, ...page });
  }

  async find(practiceId: string, id: string): Promise<WebhookDelivery | undefined> {
    return (await this.database.run(find, { practiceId, id }))[0];
  }

  /** Deletes deliveries older than so many days. @returns how many */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(purge, { practiceId, days })).length;
  }
}
