import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { WebhookTargets } from './allowed-address.ts';
import { readDescription, readEvents, readUrl } from './read-endpoint.ts';
import type { WebhookEndpointStore } from './webhook-endpoint.store.ts';
import type { WebhookEvent } from './webhook-events.ts';
import { webhookPolicy } from './webhook-policy.ts';

/**
 * Adds an endpoint, which gets the events from now on.
 *
 * @returns the new endpoint's id.
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export async function createWebhookEndpoint(
  dependencies: {
    database: Database;
    activity: ActivityStore;
    webhookEndpoints: WebhookEndpointStore;
    webhookHash: KeyedHash;
    webhookTargets: WebhookTargets;
  },
  { practiceId, staffMemberId }: StaffSession,
  typed: { url: string; events: readonly WebhookEvent[]; description?: string | null | undefined },
): Promise<string> {
  const { database, activity, webhookEndpoints, webhookHash, webhookTargets } = dependencies;
  const id = newId();
  const url = readUrl(typed.url, webhookTargets);
  const events = readEvents(typed.events);
  const description = readDescription(typed.description);
  const endpoint = { practiceId, id, url, events, description, keyId: webhookHash.currentKeyId };
  await database.transaction(async (transaction) => {
    if (!(await webhookEndpoints.add(transaction, endpoint))) {
      throw badInput(
        'url',
        `A practice can have ${webhookPolicy.mostEndpoints} webhooks. Remove one that nothing uses any more.`,
      );
    }
    const details = { webhookEndpointId: id, host: new URL(url).host, events };
    const act = { practiceId, id: newId(), staffMemberId, details };
    await activity.record(transaction, { ...act, kind: 'webhook.created', result: 'ok' });
  });
  return id;
}
