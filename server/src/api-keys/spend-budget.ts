import { Fault } from '../lib/fault.ts';
import type { StaffSession } from '../sessions/session.ts';
import { apiBudget, type BudgetLeft } from './api-budget.ts';
import type { ApiKeyStore } from './api-key.store.ts';

const policies = (['key', 'practice'] as const).map(
  (name) => `"${name}";q=${apiBudget[name]};w=${apiBudget.windowSeconds}`,
);
const left = (name: string, { remaining, resetSeconds }: BudgetLeft) => `"${name}";r=${remaining};t=${resetSeconds}`;

/**
 * Spends an operation's cost of the budgets of a key and of its practice, and reports what is left in the
 * headers RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers).
 *
 * @throws Fault TOO_MANY_REQUESTS with Retry-After when a budget is exceeded.
 */
export async function spendBudget(
  apiKeys: ApiKeyStore,
  { practiceId, staffMemberId }: Pick<StaffSession, 'practiceId' | 'staffMemberId'>,
  points: number,
  headers: Map<string, string>,
): Promise<void> {
  const { key, practice, refusedFor } = await apiKeys.spend(practiceId, staffMemberId, points);
  const remaining = [left('key', key), ...(practice ? [left('practice', practice)] : [])];
  headers.set('ratelimit-policy', policies.join(', '));
  headers.set('ratelimit', remaining.join(', '));
  if (refusedFor === undefined) return;
  const whose = practice ? "The budget of your practice's API keys" : "This API key's budget";
  const message = `${whose} is spent for this minute. Please come back in ${refusedFor} seconds.`;
  throw new Fault('TOO_MANY_REQUESTS', message, { retryAfterSeconds: refusedFor });
}
