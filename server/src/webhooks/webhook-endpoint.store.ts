import type { Database, Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { OffReason, WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookEvent } from './webhook-events.ts';
import { webhookPolicy } from './webhook-policy.ts';

const isOldSecretLive = sql`e.old_secret_until > now()`;

const columns = sql`e.practice_id AS "practiceId", e.id, e.url, e.description, e.active, e.off_reason AS "offReason",
  ARRAY (SELECT jsonb_object_keys(e.subscriptions)) AS events, e.key_id AS "keyId", e.rotation,
  CASE WHEN ${isOldSecretLive} THEN e.old_key_id END AS "oldKeyId",
  CASE WHEN ${isOldSecretLive} THEN e.old_secret_until END AS "oldSecretUntil",
  e.failing_since AS "failingSince", e.created_at AS "createdAt" FROM webhook_endpoint e`;

interface EndpointRef {
  practiceId: string;
  id: string;
}

const list = statement<WebhookEndpoint, { practiceId: string }>(
  'webhook-endpoint.list',
  sql`SELECT ${columns} WHERE e.practice_id = :practiceId ORDER BY e.created_at, e.id`,
);

const find = statement<WebhookEndpoint, EndpointRef>(
  'webhook-endpoint.find',
  sql`SELECT ${columns} WHERE e.practice_id = :practiceId AND e.id = :id`,
);

// In whole milliseconds, like the times of the activity.
const fromNow = sql`date_trunc('milliseconds', now())`;

type NewEndpoint = Pick<WebhookEndpoint, 'practiceId' | 'id' | 'url' | 'description' | 'keyId'> & {
  events: readonly WebhookEvent[];
};

// Two concurrent requests can exceed the limit by one, which does no harm.
const add = statement<{ id: string }, NewEndpoint>(
  'webhook-endpoint.add',
  sql`INSERT INTO webhook_endpoint (practice_id, id, url, description, key_id, subscriptions)
      SELECT :practiceId::uuid, :id::uuid, :url::text, :description::text, :keyId::text,
             (SELECT jsonb_object_agg(event, ${fromNow}) FROM unnest(:events::text[]) event)
       WHERE (SELECT count(*) FROM webhook_endpoint WHERE practice_id = :practiceId) < ${webhookPolicy.mostEndpoints}
      RETURNING id`,
);

type ChangedEndpoint = Pick<WebhookEndpoint, 'practiceId' | 'id' | 'url' | 'description' | 'active'> & {
  events: readonly WebhookEvent[];
};

// An existing subscription continues without a gap; an endpoint that was off does not get the events of that time.
const update = statement<{ id: string }, ChangedEndpoint>(
  'webhook-endpoint.update',
  sql`UPDATE webhook_endpoint e
         SET url = :url, description = :description, active = :active, off_reason = NULL,
             failing_since = CASE WHEN e.active AND e.url = :url THEN e.failing_since END,
             read_until = CASE WHEN e.active THEN e.read_until ELSE clock.now END,
             subscriptions = (SELECT jsonb_object_agg(event, CASE WHEN e.active AND e.subscriptions ? event
                                                                  THEN e.subscriptions -> event
                                                                  ELSE to_jsonb(clock.from_now) END)
                                FROM unnest(:events::text[]) event)
        FROM (SELECT now() AS now, ${fromNow} AS from_now) clock
       WHERE e.practice_id = :practiceId AND e.id = :id
      RETURNING e.id`,
);

const rotate = statement<{ id: string }, EndpointRef & { keyId: string }>(
  'webhook-endpoint.rotate',
  sql`UPDATE webhook_endpoint
         SET rotation = rotation + 1, old_key_id = key_id, key_id = :keyId,
             old_secret_until = now() + make_interval(secs => ${webhookPolicy.oldSecretSeconds})
       WHERE practice_id = :practiceId AND id = :id
      RETURNING id`,
);

const remove = statement<{ id: string }, EndpointRef>(
  'webhook-endpoint.remove',
  sql`DELETE FROM webhook_endpoint WHERE practice_id = :practiceId AND id = :id RETURNING id`,
);

const switchOff = statement<{ id: string }, EndpointRef & { reason: OffReason }>(
  'webhook-endpoint.switch-off',
  sql`UPDATE webhook_endpoint SET active = false, off_reason = :reason
       WHERE practice_id = :practiceId AND id = :id AND active
         AND (:reason <> 'failing' OR failing_since < now() - make_interval(days => ${webhookPolicy.failingDays}))
      RETURNING id`,
);

/** Webhook endpoints. */
export class WebhookEndpointStore {
  constructor(private readonly database: Database) {}

  /** Every endpoint of the practice, the oldest first. */
  async list(practiceId: string): Promise<WebhookEndpoint[]> {
    return this.database.run(list, { practiceId });
  }

  async find(practiceId: string, id: string): Promise<WebhookEndpoint | undefined> {
    return (await this.database.run(find, { practiceId, id }))[0];
  }

  /** @returns false when the practice has the most endpoints that are allowed. */
  async add(db: Queryable, endpoint: NewEndpoint): Promise<boolean> {
    return (await db.run(add, endpoint)).length === 1;
  }

  /** @returns false when there is no such endpoint. */
  async update(db: Queryable, endpoint: ChangedEndpoint): Promise<boolean> {
    return (await db.run(update, endpoint)).length === 1;
  }

  /** Rotates the secret; the previous one also signs for a day. @returns false when there is no such endpoint */
  async rotate(db: Queryable, practiceId: string, id: string, keyId: string): Promise<boolean> {
    return (await db.run(rotate, { practiceId, id, keyId })).length === 1;
  }

  /** Removes an endpoint and its log. @returns false when there is no such endpoint */
  async remove(db: Queryable, practiceId: string, id: string): Promise<boolean> {
    return (await db.run(remove, { practiceId, id })).length === 1;
  }

  /**
   * Switches an endpoint off that answered 410 Gone or took nothing for days.
   *
   * @returns false when it stays on.
   */
  async switchOff(db: Queryable, practiceId: string, id: string, reason: OffReason): Promise<boolean> {
    return (await db.run(switchOff, { practiceId, id, reason })).length === 1;
  }
}
