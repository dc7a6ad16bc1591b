import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database, Transaction } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readEmail } from '../lib/read-email.ts';
import type { StaffSession } from '../sessions/session.ts';
import { addressTaken } from './add-portal-access.ts';
import type { PortalAccess, PortalAccessStore } from './portal-access.store.ts';
import type { PortalAccountStore } from './portal-account.store.ts';
import { editConflict, saved, type UpdateOutcome } from './update-outcome.ts';
import type { VoidCredentials } from './void-credentials.ts';

interface Dependencies {
  database: Database;
  portalAccesses: PortalAccessStore;
  portalAccounts: PortalAccountStore;
  activity: ActivityStore;
  voidCredentials: VoidCredentials;
}

/**
 * Moves an access to another address, or all accesses of the old address. In the same transaction the
 * sessions of the old address end, its links and PINs are void, and a mail tells it of the change, because
 * staff may have been deceived into it. The new address is not invited.
 *
 * @throws Fault BAD_USER_INPUT when the text is no address or has access to this client already, NOT_FOUND when the practice
 * has no such access.
 */
export async function changeAddress(
  dependencies: Dependencies,
  staff: StaffSession,
  typed: {
    portalAccessId: string;
    email: string;
    version?: number | null | undefined;
    everyClient?: boolean | undefined;
  },
): Promise<UpdateOutcome> {
  const { database, portalAccesses } = dependencies;
  const { practiceId } = staff;
  const email = readEmail(typed.email);
  const before = await portalAccesses.find(practiceId, typed.portalAccessId);
  if (!before) throw notFound('portal access');

  return addressTaken(() =>
    database.transaction(async (transaction) => {
      const accesses = typed.everyClient
        ? await portalAccesses.lockAllOfAccount(transaction, practiceId, before.portalAccountId)
        : [await portalAccesses.lock(transaction, practiceId, before.id)];
      const access = accesses.find((each) => each?.id === before.id);
      // Another transaction removed or moved it meanwhile.
      if (!access) return { outcome: 'edited-meanwhile', version: before.version + 1 };
      const tooLate = editConflict(access, typed.version);
      if (tooLate) return tooLate;
      if (access.email !== email) await move(dependencies, staff, transaction, accesses.filter(isThere), email);
      return saved;
    }),
  );
}

const isThere = (access: PortalAccess | undefined): access is PortalAccess => access !== undefined;

/** Moves these accesses, which belong to one account, to the account of another address. */
async function move(
  { portalAccesses, portalAccounts, activity, voidCredentials }: Dependencies,
  { practiceId, staffMemberId }: StaffSession,
  transaction: Transaction,
  accesses: readonly PortalAccess[],
  email: string,
): Promise<void> {
  const [first] = accesses;
  if (!first) return;
  const formerAccountId = first.portalAccountId;
  const portalAccountId = await portalAccounts.findOrCreate(transaction, practiceId, email);
  for (const { id, clientId } of accesses) {
    await portalAccesses.moveToAccount(transaction, practiceId, id, portalAccountId);
    const details = { portalAccessId: id, formerAccountId };
    const act = { practiceId, id: newId(), staffMemberId, portalAccountId, clientId, details };
    await activity.record(transaction, { ...act, kind: 'address.changed', result: 'ok' });
  }
  await voidCredentials(transaction, practiceId, formerAccountId, 'address-changed');
  await portalAccesses.notifyOldAddress(transaction, first);
}
