import type { ScheduledTask } from '../db/scheduled-tasks.ts';
import { importPolicy } from '../imports/import-policy.ts';
import { deliveryPolicy } from '../mail/delivery-policy.ts';
import { signInPolicy } from '../sign-in/sign-in-policy.ts';
import { webhookPolicy } from '../webhooks/webhook-policy.ts';
import type { Stores } from './stores.ts';

/** The scheduled tasks. */
export const scheduledTasks = (stores: Stores): ScheduledTask[] => [
  {
    // So that opening the list of clients has few sign-ins left to copy.
    name: 'note-sign-ins',
    everySeconds: 60,
    leaseSeconds: 60,
    async run() {
      for (const practiceId of await stores.practices.listIds()) await stores.clientList.noteSignIns(practiceId);
      return 'ok';
    },
  },
  {
    name: 'purge',
    everySeconds: 3600,
    leaseSeconds: 600,
    run: async () => `deleted ${await purge(stores)} rows`,
  },
];

/**
 * Deletes what is past its retention: spent credentials, old requests and mails, stored answers of
 * Idempotency-Keys, and activity.
 *
 * @returns how many rows.
 */
export async function purge(stores: Stores): Promise<number> {
  let deleted = await stores.staffLinkRequests.purge(signInPolicy.keepRequestsDays);
  for (const practiceId of await stores.practices.listIds()) deleted += await purgePractice(stores, practiceId);
  return deleted;
}

async function purgePractice(stores: Stores, practiceId: string): Promise<number> {
  const counts = [
    await stores.signInLinks.purge(practiceId, signInPolicy.keepSpentDays),
    await stores.pins.purge(practiceId, signInPolicy.keepSpentDays),
    await stores.sessions.purge(practiceId, signInPolicy.keepSpentDays),
    await stores.signInRequests.purge(practiceId, signInPolicy.keepRequestsDays),
    await stores.mails.purge(practiceId, deliveryPolicy.keepDays),
    await stores.idempotency.purge(practiceId),
    await stores.clientImports.purge(practiceId, importPolicy.keepDays),
    await stores.webhookDeliveries.purge(practiceId, webhookPolicy.keepDays),
    await stores.activity.purge(practiceId),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
