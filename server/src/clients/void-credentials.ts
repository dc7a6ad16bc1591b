import type { Queryable } from '../db/database.ts';

/** Why the links, PINs and sessions of an account end. */
export type VoidReason = 'access-off' | 'access-removed' | 'address-changed' | 'client-archived';

/** Voids an account's links and PINs and ends its sessions, in the caller's transaction. */
export type VoidCredentials = (
  db: Queryable,
  practiceId: string,
  portalAccountId: string,
  reason: VoidReason,
) => Promise<void>;
