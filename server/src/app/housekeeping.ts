import type { JobKind, JobWork } from '../db/job-queue.ts';
import { importPolicy } from '../imports/import-policy.ts';
import { signInPolicy } from '../sign-in/sign-in-policy.ts';
import type { Stores } from './stores.ts';
import { webhookPolicy } from '../webhooks/webhook-policy.ts';

/** The job that deletes what nobody needs any more. */
export const purgeKind: JobKind<object> = {
  queue: 'purge',
  options: { expireInSeconds: 600, retryLimit: 3, retryDelay: 60, deleteAfterSeconds: 86_400 },
};

/** Every hour: spent credentials, old requests, answers kept for requests sent twice, and what of the record has outlived its practice's retention. */
export function purgeWork(
  stores: Pick<
    Stores,
    | 'signInLinks'
    | 'pins'
    | 'sessions'
    | 'signInRequests'
    | 'idempotency'
    | 'activity'
    | 'clientImports'
    | 'webhookDeliveries'
  >,
): JobWork<object> {
  return {
    kind: purgeKind,
    options: { pollingIntervalSeconds: 30 },
    schedule: '17 * * * *',
    async handle() {
      await stores.signInLinks.purge(signInPolicy.keepSpentDays);
      await stores.pins.purge(signInPolicy.keepSpentDays);
      await stores.sessions.purge(signInPolicy.keepSpentDays);
      await stores.signInRequests.purge(signInPolicy.keepRequestsDays);
      await stores.idempotency.purge();
      await stores.clientImports.purge(importPolicy.keepDays);
      await stores.webhookDeliveries.purge(webhookPolicy.keepDays);
      await stores.activity.purge();
    },
  };
}
