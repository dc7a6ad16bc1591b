import type { Logger } from 'pino';
import { Poller } from '../db/poller.ts';
import { importQueue } from '../imports/run-import.poller.ts';
import { signInRequestQueue } from '../sign-in/link/sign-in-requests.poller.ts';
import type { Stores } from './stores.ts';

/** Does in this process, from now on, what rows say is to be done. */
export function startPoller({ stores, logger }: { stores: Stores; logger: Logger }): Poller {
  return new Poller([signInRequestQueue(stores), importQueue(stores)], logger);
}
