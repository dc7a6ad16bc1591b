import type { Queue } from '../db/poller.ts';
import { deliverWebhook, type DeliverWebhookDependencies, settleDeliveries } from './deliver-webhook.ts';
import type { ClaimedDelivery, AttemptedDelivery } from './webhook-delivery.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** The queue of practices with new events. */
export const webhookEventQueue = ({ webhookDeliveries }: { webhookDeliveries: WebhookDeliveryStore }): Queue => ({
  name: 'webhook events',
  pollSeconds: 1,
  practicesAtOnce: 2,
  rowsPerClaim: webhookPolicy.eventsAtOnce,
  rowsAtOnce: 2 * webhookPolicy.eventsAtOnce,
  discover: (after) => webhookDeliveries.discoverEvents(after),
  async claim({ practiceId, ids }) {
    const count = await webhookDeliveries.enqueue(practiceId);
    // It continues at once only when there is more; otherwise the last second would be read again and again.
    return count < webhookPolicy.eventsAtOnce ? [] : ids;
  },
});

/** The queue of due deliveries. */
export const webhookDeliveryQueue = (
  dependencies: DeliverWebhookDependencies,
): Queue<ClaimedDelivery, AttemptedDelivery> => ({
  name: 'webhook deliveries',
  pollSeconds: 0.25,
  practicesAtOnce: 4,
  rowsPerClaim: 50,
  rowsAtOnce: webhookPolicy.deliveriesAtOnce,
  discover: (after) => dependencies.webhookDeliveries.discover(after),
  claim: ({ practiceId, ids }, most) => dependencies.webhookDeliveries.claim(practiceId, ids, most),
  do: (delivery) => deliverWebhook(dependencies, delivery),
  settle: (practiceId, tried) => settleDeliveries(dependencies, practiceId, tried),
});
