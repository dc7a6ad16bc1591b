import { newId } from '../src/lib/ids.ts';
import { linkToken } from '../src/sign-in/link/link-token.ts';
import type { TestClient, TestPractice, TestProduct } from './product.ts';
import type { ApiClient } from './api-client.ts';

/** Issues a link to a client without a mail, for a product that runs no background jobs. */
export async function issueLink(
  { stores }: TestProduct,
  { practiceId, ownerId }: TestPractice,
  { portalAccessId }: TestClient,
): Promise<string> {
  const id = await stores.signInLinks.issueInvitation(stores.database, practiceId, portalAccessId, ownerId);
  if (!id) throw new Error('the limit of links was reached');
  return linkToken(stores.linkHash, { kind: 'invitation', practiceId, id });
}

/** Issues a link to the owner of a practice. */
export async function issueStaffLink({ stores }: TestProduct, practice: TestPractice): Promise<string> {
  const { practiceId, ownerId } = practice;
  const id = await stores.staffCredentials.issueLink(practiceId, ownerId, newId());
  if (!id) throw new Error('the limit of links was reached');
  return linkToken(stores.linkHash, { kind: 'staff', practiceId, id });
}

/** Generates a PIN. @returns its digits */
export async function pinFor(
  staff: ApiClient,
  { portalAccessId }: Pick<TestClient, 'portalAccessId'>,
): Promise<string> {
  const answer = await staff.generatePin(portalAccessId);
  return answer.data.generatePin.digits;
}

/** Six digits that differ from the PIN's. */
export const wrongPin = (pin: string, n = 1): string => String((Number(pin) + n) % 1_000_000).padStart(6, '0');
