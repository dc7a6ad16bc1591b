import type { Logger } from 'pino';
import { isReadOnly } from '../db/database-unavailable.ts';
import { WrongSecretKey } from '../db/secret-key-check.ts';
import type { NotReady } from '../http/health.route.ts';
import type { Stores } from './stores.ts';

/** Logged when another server signs with a key that this one does not have. */
export const missingKey =
  'another server signs with a secret key that this one does not have, so its links and PINs are refused here: give every server the same SECRET_KEYS';

/** Checks whether this server can work, and logs what an operator has to correct. */
export function readiness(
  { database, secretKeyCheck }: Pick<Stores, 'database' | 'secretKeyCheck'>,
  logger: Logger,
): () => Promise<NotReady | undefined> {
  const logged = new Set<string>();
  return async () => {
    try {
      await database.ping();
      for (const keyId of await secretKeyCheck.compare()) {
        if (!logged.has(keyId)) logger.warn({ keyId }, missingKey);
        logged.add(keyId);
      }
      return undefined;
    } catch (error) {
      if (isReadOnly(error)) return 'database takes no writes';
      if (!(error instanceof WrongSecretKey)) return 'database';
      logger.error(error.message);
      return 'secret keys';
    }
  };
}
