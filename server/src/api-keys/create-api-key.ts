import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readLine } from '../lib/read-text.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { StaffStore } from '../staff/staff.store.ts';
import type { ApiKeyStore } from './api-key.store.ts';
import { newApiKeyToken } from './api-key-token.ts';
import { type Scope, scopes as allScopes } from '../permissions/scopes.ts';

/** A practice with more keys than this has forgotten some. */
const mostKeys = 50;
const mostDays = 3650;

/** A new key's id, and its text, which is shown once and not stored. */
export interface CreatedApiKey {
  id: string;
  token: string;
}

/**
 * Makes an API key for a program of the practice.
 *
 * @param typed `expiresInDays` left out for a key without an end.
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export async function createApiKey(
  dependencies: { database: Database; apiKeys: ApiKeyStore; staff: StaffStore; activity: ActivityStore },
  owner: StaffSession,
  typed: { name: string; scopes: readonly Scope[]; expiresInDays?: number | null | undefined },
): Promise<CreatedApiKey> {
  const { database, apiKeys, staff, activity } = dependencies;
  const { practiceId, staffMemberId: createdBy } = owner;
  const name = readLine('name', 'name', typed.name, 60);
  const scopes = allScopes.filter((scope) => typed.scopes.includes(scope));
  if (scopes.length === 0) throw badInput('scopes', 'Choose at least one thing that the key may do.');
  const days = readDays(typed.expiresInDays);
  if ((await apiKeys.count(practiceId)) >= mostKeys) {
    throw badInput('name', `A practice can have ${mostKeys} keys. Revoke one that nothing uses any more.`);
  }

  const id = newId();
  const { text: token, hash: tokenHash, start: tokenStart } = newApiKeyToken(practiceId);
  await database.transaction(async (transaction) => {
    await staff.addKey(transaction, { practiceId, id, name });
    await apiKeys.add(transaction, { practiceId, id, tokenHash, tokenStart, scopes, createdBy, days });
    const act = { practiceId, id: newId(), staffMemberId: createdBy, details: { apiKeyId: id, name, scopes } };
    await activity.record(transaction, { ...act, kind: 'api-key.created', result: 'ok' });
  });
  return { id, token };
}

function readDays(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (days >= 1 && days <= mostDays) return days;
  throw badInput('expiresInDays', `Choose 1 to ${mostDays} days, or no end.`);
}
