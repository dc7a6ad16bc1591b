import { type Database, type Queryable, type Statement, statement } from '../db/database.ts';
import type { JobKind, JobQueue } from '../db/job-queue.ts';
import { enqueueDeliveriesText } from './enqueue-deliveries.sql.ts';
import type {
  ClaimedDelivery,
  DeliveryRef,
  DeliveryState,
  TryResult,
  WebhookDelivery,
  WebhookPayload,
} from './webhook-delivery.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** The job that tries one delivery. A later try has a job of its own; the queue's retries are for a server that died. */
export const deliverWebhookKind: JobKind<DeliveryRef> = {
  queue: 'deliver-webhook',
  options: {
    expireInSeconds: 60,
    retryLimit: 50,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 60,
    deleteAfterSeconds: 3600,
  },
};

const columns = `d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.kind, d.payload, d.state, d.attempts,
  d.created_at AS "createdAt", CASE WHEN d.state = 'waiting' THEN d.due_at END AS "dueAt", d.tried_at AS "triedAt",
  d.status, d.answer, d.problem FROM webhook_delivery d`;

const listDeliveries = statement<WebhookDelivery>(
  'list-webhook-deliveries',
  `SELECT ${columns}
    WHERE d.practice_id = $1 AND d.endpoint_id = $2 AND ($3::text IS NULL OR d.state = $3)
      AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
    ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
);

const findDelivery = statement<WebhookDelivery>(
  'find-webhook-delivery',
  `SELECT ${columns} WHERE d.practice_id = $1 AND d.id = $2`,
);

const claim = statement<ClaimedDelivery>(
  'claim-webhook-delivery',
  `UPDATE webhook_delivery d
      SET attempts = d.attempts + 1, tried_at = now(), busy_until = now() + make_interval(secs => ${webhookPolicy.leaseSeconds})
     FROM webhook_endpoint e
    WHERE d.practice_id = $1 AND d.id = $2 AND d.state = 'waiting' AND d.due_at <= now()
      AND (d.busy_until IS NULL OR d.busy_until < now())
      AND e.practice_id = d.practice_id AND e.id = d.endpoint_id AND e.active
      AND (SELECT count(*) FROM webhook_delivery o
            WHERE o.practice_id = $1 AND o.endpoint_id = d.endpoint_id AND o.busy_until > now()) < ${webhookPolicy.mostAtOnce}
   RETURNING d.practice_id AS "practiceId", d.id AS "deliveryId", d.endpoint_id AS "endpointId", d.event_id AS "eventId",
             d.payload, d.attempts, extract(epoch FROM d.try_until - now())::float8 AS "secondsLeft",
             e.id, e.url, e.key_id AS "keyId", e.rotation,
             CASE WHEN e.old_secret_until > now() THEN e.old_key_id END AS "oldKeyId"`,
);

const end = statement<{ id: string }>(
  'end-webhook-delivery',
  `UPDATE webhook_delivery SET state = $4, busy_until = NULL, status = $5, answer = $6, problem = $7
    WHERE practice_id = $1 AND id = $2 AND attempts = $3 AND (state = 'waiting' OR $4 = 'delivered')
    RETURNING id`,
);

const endWaiting = statement<{ id: string }>(
  'end-waiting-webhook-deliveries',
  `UPDATE webhook_delivery SET state = 'failed', problem = coalesce(problem, 'The endpoint was switched off.')
    WHERE practice_id = $1 AND endpoint_id = $2 AND state = 'waiting' RETURNING id`,
);

const purge = statement<{ id: string }>(
  'purge-webhook-deliveries',
  `DELETE FROM webhook_delivery WHERE created_at < now() - make_interval(days => $1) RETURNING id`,
);

interface Count {
  count: number;
}

/** What other systems are told, and what became of it. */
export class WebhookDeliveryStore {
  readonly enqueueDeliveries: Statement<Count>;
  readonly #putBack: Statement<Count>;
  readonly #postpone: Statement<Count>;
  readonly #sendAgain: Statement<Count>;
  readonly #addTest: Statement<Count>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    const job = jobs.insertText(
      deliverWebhookKind,
      `SELECT coalesce(json_agg(json_build_object(
          'data', json_build_object('practiceId', practice_id, 'deliveryId', id),
          'startAfter', ceil(extract(epoch FROM greatest(due_at, busy_until, now()) - now()))::text || ' seconds')), '[]')
        FROM handed`,
    );
    const withJob = (name: string, change: string) =>
      statement<Count>(
        name,
        `WITH handed AS (${change} RETURNING practice_id, id, due_at, busy_until), job AS (${job})
         SELECT count(*)::int AS count FROM handed`,
      );
    const waitingOne = "practice_id = $1 AND id = $2 AND state = 'waiting'";
    this.enqueueDeliveries = statement('hand-over-webhook-events', enqueueDeliveriesText(job));
    this.#putBack = withJob(
      'put-webhook-delivery-back',
      `UPDATE webhook_delivery
          SET busy_until = NULL, due_at = now() + make_interval(secs => $4), status = $5, answer = $6, problem = $7
        WHERE ${waitingOne} AND attempts = $3`,
    );
    this.#postpone = withJob(
      'postpone-webhook-delivery',
      `UPDATE webhook_delivery SET due_at = greatest(due_at, now() + make_interval(secs => ${webhookPolicy.busySeconds}))
        WHERE ${waitingOne}`,
    );
    this.#sendAgain = withJob(
      'send-webhook-delivery-again',
      `UPDATE webhook_delivery
          SET state = 'waiting', attempts = 0, due_at = now(),
              try_until = now() + make_interval(secs => ${webhookPolicy.tryForSeconds})
        WHERE practice_id = $1 AND id = $2 AND (state <> 'waiting' OR (due_at > now() AND busy_until IS NULL))`,
    );
    this.#addTest = withJob(
      'add-webhook-test',
      `INSERT INTO webhook_delivery (practice_id, id, endpoint_id, event_id, kind, payload, try_until)
       VALUES ($1, $2, $3, $2, $4, $5, now() + make_interval(secs => ${webhookPolicy.tryForSeconds}))`,
    );
  }

  /**
   * Makes deliveries of what happened since the last time, for every endpoint that no other server
   * does this for at the moment.
   *
   * @returns how many; as many as go into one pass when there is more.
   */
  async handOver(): Promise<number> {
    return countOf(await this.database.run(this.enqueueDeliveries, []));
  }

  /** Takes a delivery in hand. Undefined when it is not due, in other hands, at its end, or its endpoint busy or off. */
  async claim({ practiceId, deliveryId }: DeliveryRef): Promise<ClaimedDelivery | undefined> {
    return (await this.database.run(claim, [practiceId, deliveryId]))[0];
  }

  /** Ends a claimed delivery. */
  async end(delivery: ClaimedDelivery, state: Exclude<DeliveryState, 'waiting'>, result: TryResult): Promise<void> {
    await this.database.run(end, [...tried(delivery), state, ...valuesOf(result)]);
  }

  /** Gives a claimed delivery back, to be tried again after the given seconds; its next job is queued with it. */
  async putBack(delivery: ClaimedDelivery, seconds: number, result: TryResult): Promise<void> {
    await this.database.run(this.#putBack, [...tried(delivery), seconds, ...valuesOf(result)]);
  }

  /** Queues the next job of a delivery that still waits and could not be claimed. */
  async postpone({ practiceId, deliveryId }: DeliveryRef): Promise<void> {
    await this.database.run(this.#postpone, [practiceId, deliveryId]);
  }

  /** Sends a delivery again, at once, and for another day. False when it is about to be tried anyway. */
  async sendAgain(practiceId: string, id: string): Promise<boolean> {
    return countOf(await this.database.run(this.#sendAgain, [practiceId, id])) === 1;
  }

  /** Adds a delivery for trying an endpoint out, and its job. */
  async addTest(practiceId: string, id: string, endpointId: string, payload: WebhookPayload): Promise<void> {
    await this.database.run(this.#addTest, [practiceId, id, endpointId, payload.type, JSON.stringify(payload)]);
  }

  /** Gives up what waits for an endpoint that was switched off. */
  async endWaiting(db: Queryable, practiceId: string, endpointId: string): Promise<void> {
    await db.run(endWaiting, [practiceId, endpointId]);
  }

  /** A page of an endpoint's log, newest first. */
  async list(
    practiceId: string,
    endpointId: string,
    state: DeliveryState | undefined,
    page: { first: number; before?: { at: string; id: string } | undefined },
  ): Promise<WebhookDelivery[]> {
    const { first, before } = page;
    const values = [practiceId, endpointId, state ?? null, before?.at ?? null, before?.id ?? null, first];
    return this.database.run(listDeliveries, values);
  }

  async find(practiceId: string, id: string): Promise<WebhookDelivery | undefined> {
    return (await this.database.run(findDelivery, [practiceId, id]))[0];
  }

  /** Forgets deliveries that are older than so many days; gives how many. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(purge, [days])).length;
  }
}

const countOf = (rows: Count[]) => rows[0]?.count ?? 0;
const tried = ({ practiceId, deliveryId, attempts }: ClaimedDelivery) => [practiceId, deliveryId, attempts];
const valuesOf = ({ status, answer, problem }: TryResult) => [status, answer, problem];
