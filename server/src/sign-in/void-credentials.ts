import type { VoidCredentials } from '../clients/void-credentials.ts';
import type { SessionStore } from '../sessions/session.store.ts';
import type { PinStore } from './pin/pin.store.ts';
import type { SignInLinkStore } from './link/sign-in-link.store.ts';

/** Builds the act from the stores it needs. */
export const voidCredentialsWith =
  (stores: { signInLinks: SignInLinkStore; pins: PinStore; sessions: SessionStore }): VoidCredentials =>
  async (db, practiceId, portalAccountId, reason) => {
    await stores.signInLinks.voidAll(db, practiceId, portalAccountId, reason);
    await stores.pins.voidAll(db, practiceId, portalAccountId, reason);
    await stores.sessions.endAll(db, 'portal', practiceId, portalAccountId, reason);
  };
