import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { describeStartupError } from './startup-error.ts';

/** The pause before the next attempt, in milliseconds. */
const pause = 1000;

/**
 * Retries as long as the database cannot be reached, because it may be starting. What only an operator can
 * correct, such as a wrong password, is thrown at once.
 */
export async function waitForDatabase<Result>(open: () => Promise<Result>, logger: Logger): Promise<Result> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      logger.warn(`${describeStartupError(error)} Waiting for it.`);
      await setTimeout(pause);
    }
  }
}
