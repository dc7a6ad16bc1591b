import type { Logger } from 'pino';
import { Poller, type Queue } from '../db/poller.ts';
import { importQueue } from '../imports/run-import.poller.ts';
import { invitationBatchQueue } from '../invitations/send-batch.poller.ts';
import { signInRequestQueue } from '../sign-in/link/sign-in-requests.poller.ts';
import { webhookDeliveryQueue, webhookEventQueue } from '../webhooks/webhooks.poller.ts';
import type { Stores } from './stores.ts';

interface Parts {
  stores: Stores;
  logger: Logger;
}

/** What rows say is to be done, of every kind there is. */
export const queuesOf = ({ stores, logger }: Parts): Queue[] =>
  [
    signInRequestQueue(stores),
    importQueue(stores),
    invitationBatchQueue({ ...stores, logger }),
    webhookEventQueue(stores),
    webhookDeliveryQueue({ ...stores, logger }),
  ] as Queue[];

/** Does in this process, from now on, what rows say is to be done. */
export const startPoller = (parts: Parts): Poller => new Poller(queuesOf(parts), parts.logger);
