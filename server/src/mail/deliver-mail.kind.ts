import type { JobKind } from '../db/job-queue.ts';
import type { MailRef } from './mail.ts';

/** Jobs of this priority and above go before all others: someone is waiting for the mail. */
export const someoneWaits = 10;

/**
 * The job that delivers one mail. A mail that has to wait gets a new job in the statement that puts
 * it back; the queue's own retries are for a server that died or lost its database on the way.
 */
export const deliverMailKind: JobKind<MailRef> = {
  queue: 'deliver-mail',
  options: {
    expireInSeconds: 30,
    retryLimit: 50,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    deleteAfterSeconds: 3600,
  },
};
