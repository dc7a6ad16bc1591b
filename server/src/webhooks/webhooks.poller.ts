import type { Queue } from '../db/poller.ts';
import { deliverWebhook, type DeliverWebhookDependencies, settleDeliveries } from './deliver-webhook.ts';
import type { ClaimedDelivery, AttemptedDelivery } from './webhook-delivery.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** What happened and has to be told to other systems. */
export const webhookEventQueue = ({ webhookDeliveries }: { webhookDeliveries: WebhookDeliveryStore }): Queue => ({
  name: 'webhook events',
  pollSeconds: 1,
  practicesAtOnce: 2,
  rowsPerClaim: webhookPolicy.eventsAtOnce,
  rowsAtOnce: 2 * webhookPolicy.eventsAtOnce,
  discover: (after) => webhookDeliveries.discoverEvents(after),
  async claim({ practiceId, ids }) {
    const count = await webhookDeliveries.enqueue(practiceId);
    // As long as there is more, it goes on at once; otherwise what happened a second ago would be read again and again.
    return count < webhookPolicy.eventsAtOnce ? [] : ids;
  },
});

/** Deliveries that are due. */
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
