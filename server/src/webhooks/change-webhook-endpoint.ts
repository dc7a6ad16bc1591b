import type { ActivityKind } from '../activity/activity-kind.ts';
import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database, Transaction } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { WebhookTargets } from './allowed-address.ts';
import { readDescription, readEvents, readUrl } from './read-endpoint.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookEndpointStore } from './webhook-endpoint.store.ts';
import type { WebhookEvent } from './webhook-events.ts';

interface Dependencies {
  database: Database;
  activity: ActivityStore;
  webhookEndpoints: WebhookEndpointStore;
}

/** The changes; a field that is left out stays as it is. */
export interface WebhookEndpointChange {
  url?: string | null | undefined;
  description?: string | null | undefined;
  events?: readonly WebhookEvent[] | null | undefined;
  active?: boolean | null | undefined;
}

/**
 * Changes an endpoint, or switches it on or off. It never gets the events of the time while it was off.
 *
 * @throws Fault NOT_FOUND, or BAD_USER_INPUT naming the field.
 */
export async function updateWebhookEndpoint(
  dependencies: Dependencies & { webhookDeliveries: WebhookDeliveryStore; webhookTargets: WebhookTargets },
  staff: StaffSession,
  id: string,
  typed: WebhookEndpointChange,
): Promise<void> {
  const { webhookEndpoints, webhookDeliveries, webhookTargets } = dependencies;
  const { practiceId } = staff;
  await change(dependencies, staff, id, 'webhook.changed', async (transaction, endpoint) => {
    const active = typed.active ?? endpoint.active;
    const changed = {
      practiceId,
      id,
      url: typed.url == null ? endpoint.url : readUrl(typed.url, webhookTargets),
      description: typed.description === undefined ? endpoint.description : readDescription(typed.description),
      events: typed.events == null ? endpoint.events : readEvents(typed.events),
      active,
    };
    if (!active) await webhookDeliveries.giveUp(transaction, practiceId, id);
    return webhookEndpoints.update(transaction, changed);
  });
}

/**
 * Rotates the secret. The previous one also signs for a day, so that the receiver can change.
 *
 * @throws Fault NOT_FOUND
 */
export async function rotateWebhookSecret(
  dependencies: Dependencies & { webhookHash: KeyedHash },
  staff: StaffSession,
  id: string,
): Promise<void> {
  const { webhookEndpoints, webhookHash } = dependencies;
  await change(dependencies, staff, id, 'webhook.rotated', (transaction) =>
    webhookEndpoints.rotate(transaction, staff.practiceId, id, webhookHash.currentKeyId),
  );
}

/**
 * Removes an endpoint with its log. Waiting deliveries are not sent.
 *
 * @throws Fault NOT_FOUND
 */
export async function removeWebhookEndpoint(
  dependencies: Dependencies,
  staff: StaffSession,
  id: string,
): Promise<void> {
  await change(dependencies, staff, id, 'webhook.removed', (transaction) =>
    dependencies.webhookEndpoints.remove(transaction, staff.practiceId, id),
  );
}

async function change(
  { database, activity, webhookEndpoints }: Dependencies,
  { practiceId, staffMemberId }: StaffSession,
  id: string,
  kind: ActivityKind,
  act: (transaction: Transaction, endpoint: WebhookEndpoint) => Promise<boolean>,
): Promise<void> {
  const endpoint = await webhookEndpoints.find(practiceId, id);
  if (!endpoint) throw notFound('webhook');
  await database.transaction(async (transaction) => {
    if (!(await act(transaction, endpoint))) throw notFound('webhook');
    const details = { webhookEndpointId: id, host: new URL(endpoint.url).host };
    await activity.record(transaction, { practiceId, id: newId(), staffMemberId, details, kind, result: 'ok' });
  });
}
