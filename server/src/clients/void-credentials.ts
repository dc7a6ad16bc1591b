import type { Queryable } from '../db/database.ts';

/** Why an account loses everything it could sign in with. */
export type VoidReason = 'access-off' | 'access-removed' | 'address-changed' | 'client-archived';

/** Makes an account's links and PINs useless and ends its sessions, within the transaction of the act that calls for it. */
export type VoidCredentials = (
  db: Queryable,
  practiceId: string,
  portalAccountId: string,
  reason: VoidReason,
) => Promise<void>;
