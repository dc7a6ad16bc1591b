import { type Database, statement, type Transaction } from '../db/database.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import type { WebhookEvent } from './webhook-events.ts';
import { webhookPolicy } from './webhook-policy.ts';

const isOldLive = 'e.old_secret_until > now()';

const columns = `e.practice_id AS "practiceId", e.id, e.url, e.description, e.active, e.off_reason AS "offReason",
  ARRAY (SELECT jsonb_object_keys(e.hears)) AS events, e.key_id AS "keyId", e.rotation,
  CASE WHEN ${isOldLive} THEN e.old_key_id END AS "oldKeyId",
  CASE WHEN ${isOldLive} THEN e.old_secret_until END AS "oldSecretUntil",
  e.failing_since AS "failingSince", e.created_at AS "createdAt" FROM webhook_endpoint e`;

const listEndpoints = statement<WebhookEndpoint>(
  'list-webhook-endpoints',
  `SELECT ${columns} WHERE e.practice_id = $1 ORDER BY e.created_at, e.id`,
);

const findEndpoint = statement<WebhookEndpoint>(
  'find-webhook-endpoint',
  `SELECT ${columns} WHERE e.practice_id = $1 AND e.id = $2`,
);

// Counted and added in one statement; two at once may be one too many, which harms nobody.
const addEndpoint = statement<{ id: string }>(
  'add-webhook-endpoint',
  `INSERT INTO webhook_endpoint (practice_id, id, url, description, key_id, hears)
   SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::text, (SELECT jsonb_object_agg(event, date_trunc('milliseconds', now())) FROM unnest($6::text[]) event)
    WHERE (SELECT count(*) FROM webhook_endpoint WHERE practice_id = $1) < ${webhookPolicy.mostEndpoints}
   RETURNING id`,
);

// An event that was heard before goes on being heard without a gap; what was switched off hears nothing of meanwhile.
const updateEndpoint = statement<{ id: string }>(
  'update-webhook-endpoint',
  `UPDATE webhook_endpoint e
      SET url = $3, description = $4, active = $6, off_reason = NULL,
          failing_since = CASE WHEN e.active AND e.url = $3 THEN e.failing_since END,
          read_until = CASE WHEN e.active THEN e.read_until ELSE now() END,
          hears = (SELECT jsonb_object_agg(event, CASE WHEN e.active AND e.hears ? event THEN e.hears -> event
                                                       ELSE to_jsonb(date_trunc('milliseconds', now())) END)
                     FROM unnest($5::text[]) event)
    WHERE practice_id = $1 AND id = $2
    RETURNING id`,
);

const rotate = statement<{ id: string }>(
  'rotate-webhook-secret',
  `UPDATE webhook_endpoint
      SET rotation = rotation + 1, old_key_id = key_id, key_id = $3,
          old_secret_until = now() + make_interval(secs => ${webhookPolicy.oldSecretSeconds})
    WHERE practice_id = $1 AND id = $2
    RETURNING id`,
);

const switchOff = statement<{ url: string }>(
  'switch-webhook-endpoint-off',
  `UPDATE webhook_endpoint e SET active = false, off_reason = $3
    WHERE practice_id = $1 AND id = $2 AND active
      AND ($3 <> 'failing' OR failing_since < now() - make_interval(days => ${webhookPolicy.failingDays}))
    RETURNING url`,
);

const noteResult = statement<{ id: string }>(
  'note-webhook-result',
  `UPDATE webhook_endpoint SET failing_since = CASE WHEN $3::boolean THEN NULL ELSE now() END
    WHERE practice_id = $1 AND id = $2 AND (failing_since IS NOT NULL) = $3::boolean
    RETURNING id`,
);

/** The addresses of other systems. */
export class WebhookEndpointStore {
  constructor(private readonly database: Database) {}

  /** Every endpoint of the practice, the oldest first. */
  async list(practiceId: string): Promise<WebhookEndpoint[]> {
    return this.database.run(listEndpoints, [practiceId]);
  }

  async find(practiceId: string, id: string): Promise<WebhookEndpoint | undefined> {
    return (await this.database.run(findEndpoint, [practiceId, id]))[0];
  }

  /** @returns false when the practice has as many as there may be. */
  async add(
    transaction: Transaction,
    endpoint: Pick<WebhookEndpoint, 'practiceId' | 'id' | 'url' | 'description' | 'keyId' | 'events'>,
  ): Promise<boolean> {
    const { practiceId, id, url, description, keyId, events } = endpoint;
    return (await transaction.run(addEndpoint, [practiceId, id, url, description, keyId, events])).length === 1;
  }

  /** @returns false when there is no such endpoint. */
  async update(
    transaction: Transaction,
    endpoint: Pick<WebhookEndpoint, 'practiceId' | 'id' | 'url' | 'description' | 'active'> & {
      events: readonly WebhookEvent[];
    },
  ): Promise<boolean> {
    const { practiceId, id, url, description, events, active } = endpoint;
    return (await transaction.run(updateEndpoint, [practiceId, id, url, description, events, active])).length === 1;
  }

  /** Makes the next secret the current one; the one before also signs for a day. False when there is no such endpoint. */
  async rotate(transaction: Transaction, practiceId: string, id: string, keyId: string): Promise<boolean> {
    return (await transaction.run(rotate, [practiceId, id, keyId])).length === 1;
  }

  /** Removes an endpoint and its log. False when there is no such endpoint. */
  async remove(transaction: Transaction, practiceId: string, id: string): Promise<boolean> {
    const { affected } = await transaction.manager.delete(WebhookEndpointEntity, { practiceId, id });
    return affected === 1;
  }

  /**
   * Switches an endpoint off that is gone, or that has taken nothing for days.
   *
   * @returns false when it goes on.
   */
  async switchOff(
    transaction: Transaction,
    practiceId: string,
    id: string,
    reason: 'gone' | 'failing',
  ): Promise<boolean> {
    return (await transaction.run(switchOff, [practiceId, id, reason])).length === 1;
  }

  /** Remembers since when nothing arrives; written only when that changes. */
  async noteResult(practiceId: string, id: string, arrived: boolean): Promise<void> {
    await this.database.run(noteResult, [practiceId, id, arrived]);
  }
}
