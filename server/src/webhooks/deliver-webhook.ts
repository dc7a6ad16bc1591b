import type { Logger } from 'pino';
import { Webhook } from 'standardwebhooks';
import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import type { WebhookTargets } from './allowed-address.ts';
import { postWebhook, type ResolveName } from './post-webhook.ts';
import type { ClaimedDelivery, DeliveryRef, TryResult } from './webhook-delivery.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import type { WebhookEndpointStore } from './webhook-endpoint.store.ts';
import { pauseSeconds } from './webhook-policy.ts';
import { signingSecrets } from './webhook-secret.ts';

/** What delivering a webhook needs. */
export interface DeliverWebhookDependencies {
  database: Database;
  activity: ActivityStore;
  webhookEndpoints: WebhookEndpointStore;
  webhookDeliveries: WebhookDeliveryStore;
  webhookHash: KeyedHash;
  webhookTargets: WebhookTargets;
  logger: Logger;
  /** How names are looked up, when not by the system. */
  resolve?: ResolveName;
}

/** Tries one delivery once. It ends in a state, or waits for its next job. */
export async function deliverWebhook(dependencies: DeliverWebhookDependencies, ref: DeliveryRef): Promise<void> {
  const { webhookEndpoints, webhookDeliveries } = dependencies;
  const delivery = await webhookDeliveries.claim(ref);
  if (!delivery) return webhookDeliveries.postpone(ref);

  const result = await send(dependencies, delivery);
  const { practiceId, endpointId } = delivery;
  await webhookEndpoints.noteResult(practiceId, endpointId, result.problem === null);
  await settle(dependencies, delivery, result);
  const { deliveryId, attempts } = delivery;
  dependencies.logger.info(
    { delivery: deliveryId, attempts, status: result.status, problem: result.problem },
    'webhook tried',
  );
}

async function send(dependencies: DeliverWebhookDependencies, delivery: ClaimedDelivery): Promise<TryResult> {
  const { webhookHash, webhookTargets, resolve } = dependencies;
  const secrets = signingSecrets(webhookHash, delivery);
  if (secrets.length === 0) {
    return { status: null, answer: null, problem: 'The key that its secret came from is gone. Make a new secret.' };
  }
  const { type, timestamp, data } = delivery.payload;
  const body = JSON.stringify({ type, timestamp, data });
  const now = new Date();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Porchlight',
    'webhook-id': delivery.eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(delivery.eventId, now, body)).join(' '),
  };
  return postWebhook(delivery.url, { headers, body }, webhookTargets, resolve);
}

async function settle(
  dependencies: DeliverWebhookDependencies,
  delivery: ClaimedDelivery,
  result: TryResult,
): Promise<void> {
  const { webhookDeliveries } = dependencies;
  if (result.problem === null) return webhookDeliveries.end(delivery, 'delivered', result);
  const pause = pauseSeconds(delivery.attempts);
  const isOver = result.status === 410 || pause > delivery.secondsLeft;
  if (isOver) await webhookDeliveries.end(delivery, 'failed', result);
  else await webhookDeliveries.putBack(delivery, pause, result);
  await switchOff(dependencies, delivery, result.status === 410 ? 'gone' : 'failing');
}

/** Switches the endpoint off when it said that it is gone, or has taken nothing for days; staff see why. */
async function switchOff(
  { database, activity, webhookEndpoints, webhookDeliveries }: DeliverWebhookDependencies,
  { practiceId, endpointId, url }: ClaimedDelivery,
  reason: 'gone' | 'failing',
): Promise<void> {
  await database.transaction(async (transaction) => {
    if (!(await webhookEndpoints.switchOff(transaction, practiceId, endpointId, reason))) return;
    await webhookDeliveries.endWaiting(transaction, practiceId, endpointId);
    const details = { webhookEndpointId: endpointId, host: new URL(url).host };
    await activity.record(transaction, {
      practiceId,
      id: newId(),
      kind: 'webhook.switched-off',
      result: reason,
      details,
    });
  });
}
