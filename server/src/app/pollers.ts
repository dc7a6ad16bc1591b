import type { Logger } from 'pino';
import { Poller, type Queue } from '../db/poller.ts';
import { importQueue } from '../imports/run-import.poller.ts';
import { signInRequestQueue } from '../sign-in/link/sign-in-requests.poller.ts';
import type { Stores } from './stores.ts';

/** What rows say is to be done, of every kind there is. */
export const queuesOf = (stores: Stores): Queue[] => [signInRequestQueue(stores), importQueue(stores)] as Queue[];

/** Does in this process, from now on, what rows say is to be done. */
export function startPoller({ stores, logger }: { stores: Stores; logger: Logger }): Poller {
  return new Poller(queuesOf(stores), logger);
}
