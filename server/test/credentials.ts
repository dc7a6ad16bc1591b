import { newId } from '../src/lib/ids.ts';
import { linkToken } from '../src/sign-in/link/link-token.ts';
import type { TestClient, TestPractice, TestProduct } from './product.ts';
import type { ApiClient } from './api-client.ts';

/** A link for a client as if it had been mailed, for a product that works no jobs off. */
export async function issueLink(
  { stores }: TestProduct,
  { practiceId, ownerId }: TestPractice,
  { portalAccessId }: TestClient,
): Promise<string> {
  const id = await stores.signInLinks.issueInvitation(stores.database, practiceId, portalAccessId, ownerId);
  if (!id) throw new Error('this address had its share of mails');
  return linkToken(stores.linkHash, { kind: 'invitation', practiceId, id });
}

/** A link for the owner of a practice. */
export async function issueStaffLink({ stores }: TestProduct, practice: TestPractice): Promise<string> {
  const { practiceId, ownerId } = practice;
  const id = await stores.staffCredentials.issueLink(practiceId, ownerId, newId());
  if (!id) throw new Error('this address had its share of mails');
  return linkToken(stores.linkHash, { kind: 'staff', practiceId, id });
}

/** The digits of a new PIN, as the staff member reads them. */
export async function pinFor(
  staff: ApiClient,
  { portalAccessId }: Pick<TestClient, 'portalAccessId'>,
): Promise<string> {
  const answer = await staff.generatePin(portalAccessId);
  return answer.data.generatePin.digits;
}

/** Digits that are not the PIN's. */
export const otherThan = (pin: string, n = 1): string => String((Number(pin) + n) % 1_000_000).padStart(6, '0');
