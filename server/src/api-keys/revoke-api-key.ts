import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { ApiKeyStore } from './api-key.store.ts';

/**
 * Revokes an API key: every server refuses its next request. A second revocation changes nothing.
 *
 * @throws Fault NOT_FOUND when the practice has no such key.
 */
export async function revokeApiKey(
  { database, apiKeys, activity }: { database: Database; apiKeys: ApiKeyStore; activity: ActivityStore },
  { practiceId, staffMemberId }: StaffSession,
  id: string,
): Promise<void> {
  const key = await apiKeys.find(practiceId, id);
  if (!key) throw notFound('API key');
  await database.transaction(async (transaction) => {
    if (!(await apiKeys.revoke(transaction, practiceId, id, staffMemberId))) return;
    const act = { practiceId, id: newId(), staffMemberId, details: { apiKeyId: id, name: key.name } };
    await activity.record(transaction, { ...act, kind: 'api-key.revoked', result: 'ok' });
  });
}
