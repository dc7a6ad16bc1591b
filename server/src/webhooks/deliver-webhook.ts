import type { Logger } from 'pino';
import { Webhook } from 'standardwebhooks';
import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { KeyedHash } from '../lib/keyed-hash.ts';
import type { WebhookTargets } from './allowed-address.ts';
import { postWebhook, type ResolveName } from './post-webhook.ts';
import type { ClaimedDelivery, AttemptedDelivery, TryResult } from './webhook-delivery.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import type { OffReason } from './webhook-endpoint.ts';
import type { WebhookEndpointStore } from './webhook-endpoint.store.ts';
import { pauseSeconds } from './webhook-policy.ts';
import { signingSecrets } from './webhook-secret.ts';

/** The dependencies of delivery. */
export interface DeliverWebhookDependencies {
  database: Database;
  activity: ActivityStore;
  webhookEndpoints: WebhookEndpointStore;
  webhookDeliveries: WebhookDeliveryStore;
  webhookHash: KeyedHash;
  webhookTargets: WebhookTargets;
  logger: Logger;
  /** Resolves host names; absent: the system's resolver. */
  resolve?: ResolveName;
}

/** Tries a claimed delivery once. No database connection is held meanwhile. @returns the result to settle */
export async function deliverWebhook(
  dependencies: Pick<DeliverWebhookDependencies, 'webhookHash' | 'webhookTargets' | 'logger' | 'resolve'>,
  delivery: ClaimedDelivery,
): Promise<AttemptedDelivery> {
  const { logger } = dependencies;
  const result = await send(dependencies, delivery).catch((error: unknown) => {
    logger.error({ err: error, delivery: delivery.deliveryId }, 'a webhook could not be sent');
    return { status: null, answer: null, problem: 'It could not be sent.' };
  });
  const { deliveryId, attempts, secondsLeft } = delivery;
  logger.info({ delivery: deliveryId, attempts, status: result.status, problem: result.problem }, 'webhook tried');
  if (result.problem === null) return { delivery, result, state: 'delivered', pauseSeconds: 0 };
  const pause = pauseSeconds(attempts);
  const isOver = result.status === 410 || pause > secondsLeft;
  return { delivery, result, state: isOver ? 'failed' : 'waiting', pauseSeconds: pause };
}

async function send(
  {
    webhookHash,
    webhookTargets,
    resolve,
  }: Pick<DeliverWebhookDependencies, 'webhookHash' | 'webhookTargets' | 'resolve'>,
  delivery: ClaimedDelivery,
): Promise<TryResult> {
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

/**
 * Saves the results of deliveries of one practice. An endpoint that answered 410 Gone, or took nothing for days, is
 * switched off.
 */
export async function settleDeliveries(
  dependencies: DeliverWebhookDependencies,
  practiceId: string,
  tried: readonly AttemptedDelivery[],
): Promise<void> {
  await dependencies.webhookDeliveries.settle(practiceId, tried);
  const failed = tried.filter(({ result }) => result.problem !== null);
  for (const [endpointId, ofEndpoint] of Map.groupBy(failed, ({ delivery }) => delivery.endpointId)) {
    const [{ delivery } = { delivery: undefined }] = ofEndpoint;
    const reason = ofEndpoint.some(({ result }) => result.status === 410) ? 'gone' : 'failing';
    if (!delivery || (reason === 'failing' && !delivery.failingForDays)) continue;
    await switchOff(dependencies, { practiceId, endpointId, url: delivery.url }, reason);
  }
}

async function switchOff(
  { database, activity, webhookEndpoints, webhookDeliveries }: DeliverWebhookDependencies,
  { practiceId, endpointId, url }: { practiceId: string; endpointId: string; url: string },
  reason: OffReason,
): Promise<void> {
  await database.transaction(async (transaction) => {
    if (!(await webhookEndpoints.switchOff(transaction, practiceId, endpointId, reason))) return;
    await webhookDeliveries.giveUp(transaction, practiceId, endpointId);
    const details = { webhookEndpointId: endpointId, host: new URL(url).host };
    const act = { practiceId, id: newId(), details };
    await activity.record(transaction, { ...act, kind: 'webhook.switched-off', result: reason });
  });
}
