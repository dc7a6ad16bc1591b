import type { Queryable } from '../db/database.ts';

/** Why a staff member loses everything they could sign in with. */
export type StaffVoidReason = 'removed' | 'address-changed';

/** What signing in does for the staff list, within the transaction of the act that calls for it. */
export interface StaffCredentials {
  /**
   * Sends a staff member a link that nobody asked for, in the place of any older one.
   *
   * @param invitedBy the staff member who wants it sent.
   * @returns false when the address got its share of mails for this hour and the newest link still works; then nothing was changed.
   * @throws a unique violation when a link was issued for the same person at the same moment; ask again.
   */
  invite(db: Queryable, practiceId: string, staffMemberId: string, invitedBy: string): Promise<boolean>;

  /**
   * Makes every link of a staff member useless and signs them out everywhere.
   *
   * @param except the one session that goes on.
   */
  end(
    db: Queryable,
    practiceId: string,
    staffMemberId: string,
    reason: StaffVoidReason,
    except?: string,
  ): Promise<void>;
}
