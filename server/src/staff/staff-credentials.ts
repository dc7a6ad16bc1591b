import type { Queryable } from '../db/database.ts';

/** Why the links and sessions of a staff member end. */
export type StaffVoidReason = 'removed' | 'address-changed';

/** What the staff slice needs of the sign-in slice. Both methods run in the caller's transaction. */
export interface StaffCredentials {
  /**
   * Mails a staff member a link that replaces any older one.
   *
   * @param invitedBy the staff member who sends it.
   * @returns false when the address has had as many mails in this hour as it may and the newest link still works; then
   * nothing was changed.
   * @throws a unique violation when a link was issued for the same person at the same moment; the caller retries.
   */
  invite(db: Queryable, practiceId: string, staffMemberId: string, invitedBy: string): Promise<boolean>;

  /**
   * Voids every link of a staff member and ends their sessions.
   *
   * @param except a session that stays.
   */
  end(
    db: Queryable,
    practiceId: string,
    staffMemberId: string,
    reason: StaffVoidReason,
    except?: string,
  ): Promise<void>;
}
