import type { Portal } from '../../practice/portal.ts';
import { type Browser, newSession, type SessionLifetimes } from '../../sessions/new-session.ts';
import type { SessionStore } from '../../sessions/session.store.ts';
import type { ViewerKind } from '../../sessions/session.ts';
import { type LinkName, viewerOf } from './link-token.ts';
import type { LinkStatus, SignInLinkStore } from './sign-in-link.store.ts';

/** Why a link does not work. */
export type LinkRefusal = Exclude<LinkStatus, 'someone-else'>;

/** A new session, and the text for its cookie. */
export interface SignedIn {
  outcome: 'signed-in';
  kind: ViewerKind;
  sessionText: string;
  portal: Portal;
  clientCount: number;
}

/** The outcomes of redeeming a link. */
export type RedeemLinkOutcome =
  | SignedIn
  | { outcome: 'refused'; kind: ViewerKind; reason: LinkRefusal; portal: Portal | undefined }
  | { outcome: 'someone-else'; kind: ViewerKind };

/**
 * Turns a link into a session, once.
 *
 * @param browser the browser that gets the session.
 * @param signedInAs the holder who is signed in in this browser, unless they chose to switch.
 */
export async function redeemLink(
  dependencies: { signInLinks: SignInLinkStore; sessions: SessionStore; lifetimes: SessionLifetimes },
  link: LinkName,
  browser: Browser,
  signedInAs: string | undefined,
): Promise<RedeemLinkOutcome> {
  const { signInLinks, sessions, lifetimes } = dependencies;
  const kind = viewerOf(link);
  const session = newSession(browser, lifetimes);
  const redeemed = await signInLinks.redeem(link, session, signedInAs);
  if (redeemed) {
    await sessions.endElsewhere(session, link.practiceId);
    return { outcome: 'signed-in', kind, sessionText: session.textFor(link.practiceId), ...redeemed };
  }

  const refused = await signInLinks.refuse(link);
  if (refused?.status === 'someone-else') return { outcome: 'someone-else', kind };
  return { outcome: 'refused', kind, reason: refused?.status ?? 'not-valid', portal: refused?.portal };
}
