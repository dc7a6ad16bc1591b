import { refreshListColumns } from '../../clients/client-list.store.ts';
import type { PortalAccessStore } from '../../clients/portal-access.store.ts';
import type { Database, Queryable, Transaction } from '../../db/database.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import { Fault } from '../../lib/fault.ts';
import type { StaffSession } from '../../sessions/session.ts';
import type { SignInLinkStore } from './sign-in-link.store.ts';
import { usableAccess } from '../usable-access.ts';

/**
 * Sends the holder of an access an invitation: a link that signs them in with nothing to type. Every
 * older link of theirs stops working.
 *
 * @param alongside runs in the same transaction; it runs again when the transaction is retried.
 * @throws Fault NOT_FOUND, BAD_USER_INPUT when access is off, TOO_MANY_REQUESTS after five mails in an hour, while a link works.
 */
export async function sendInvitation(
  dependencies: { database: Database; signInLinks: SignInLinkStore; portalAccesses: PortalAccessStore },
  staff: Pick<StaffSession, 'practiceId' | 'staffMemberId'>,
  portalAccessId: string,
  alongside?: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const { database, signInLinks, portalAccesses } = dependencies;
  const access = await usableAccess(portalAccesses, staff.practiceId, portalAccessId);
  const issue = (db: Queryable) => signInLinks.issueInvitation(db, staff.practiceId, access.id, staff.staffMemberId);
  const sent = await retryOnConflict('sign_in_link_live', () =>
    database.transaction(async (transaction) => {
      const issued = await issue(transaction);
      if (!issued) return false;
      await alongside?.(transaction);
      await refreshListColumns(transaction, staff.practiceId, [access.clientId]);
      return true;
    }),
  );
  if (sent) return;
  throw new Fault(
    'TOO_MANY_REQUESTS',
    'This address got five mails within the hour, which is the most. The newest one still works.',
    { retryAfterSeconds: 3600 },
  );
}
