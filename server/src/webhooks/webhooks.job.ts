import type { JobKind, JobQueue, JobWork } from '../db/job-queue.ts';
import { deliverWebhook, type DeliverWebhookDependencies } from './deliver-webhook.ts';
import { deliverWebhookKind, type WebhookDeliveryStore } from './webhook-delivery.store.ts';
import type { DeliveryRef } from './webhook-delivery.ts';
import { webhookPolicy } from './webhook-policy.ts';

/** The kinds of job whose queues webhooks need open. */
export const webhookJobs: readonly JobKind<object>[] = [deliverWebhookKind];

/** Sends what is due to other systems. */
export function deliverWebhookWork(dependencies: DeliverWebhookDependencies): JobWork<DeliveryRef> {
  return {
    kind: deliverWebhookKind,
    options: { pollingIntervalSeconds: 1, localConcurrency: 2, batchSize: 8, burstWhenBatchFull: true },
    async handle(jobs) {
      await Promise.all(jobs.map((job) => deliverWebhook(dependencies, job.data)));
    },
  };
}

/** Reads every second what other systems are to be told. */
export function enqueueWebhookDeliveries(stores: { jobs: JobQueue; webhookDeliveries: WebhookDeliveryStore }): void {
  const { jobs, webhookDeliveries } = stores;
  jobs.watch({
    queue: 'hand-over-events',
    pauseSeconds: 1,
    async look() {
      const count = await webhookDeliveries.handOver();
      if (count > 0) jobs.nudge(deliverWebhookKind);
      return count === webhookPolicy.mostInOnePass;
    },
  });
}
