import { createApiKey } from '../src/api-keys/create-api-key.ts';
import { type Scope, scopes as allScopes } from '../src/permissions/scopes.ts';
import type { StaffSession } from '../src/sessions/session.ts';
import { permissionsOf } from '../src/permissions/permissions.ts';
import type { TestPractice, TestProduct } from './product.ts';

/** A key of a practice, and the headers that a program sends with it. */
export interface TestKey {
  id: string;
  token: string;
  headers: { authorization: string };
}

/** The owner of a practice, as use cases know them. */
export const ownerOf = ({ practiceId, ownerId }: TestPractice): StaffSession => ({
  kind: 'staff',
  practiceId,
  sessionId: undefined,
  staffMemberId: ownerId,
  name: 'Olivia Hart',
  permissions: permissionsOf.owner,
});

/** Makes a key for a program; with every scope there is when none are named. */
export async function addKey(
  { stores }: TestProduct,
  practice: TestPractice,
  scopes: readonly Scope[] = allScopes,
  expiresInDays: number | null = null,
): Promise<TestKey> {
  const { id, token } = await createApiKey(stores, ownerOf(practice), { name: 'Web site', scopes, expiresInDays });
  return { id, token, headers: { authorization: `Bearer ${token}` } };
}
