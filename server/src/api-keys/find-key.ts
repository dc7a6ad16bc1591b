import { Fault } from '../lib/fault.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ApiKeyStore } from './api-key.store.ts';
import { readApiKeyToken } from './api-key-token.ts';

/**
 * Finds who acts with the API key of a request.
 *
 * @throws Fault UNAUTHENTICATED when the key is malformed, unknown, revoked or expired.
 */
export async function findKey(apiKeys: ApiKeyStore, text: string): Promise<StaffSession> {
  const token = readApiKeyToken(text);
  const found = token && (await apiKeys.findSession(token));
  if (found) return found;
  throw new Fault('UNAUTHENTICATED', token ? deadKey : malformedKey);
}

const malformedKey = 'Send the API key in full, as in “Authorization: Bearer plk_…”.';
const deadKey = 'This API key does not work, or not any more. Ask an owner of the practice.';
