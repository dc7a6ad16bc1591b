import type { Portal } from '../practice/portal.ts';
import type { Permission, Role } from '../permissions/permissions.ts';

/** How a session began. */
export type SignInMethod = 'link' | 'pin';

/** Who is signed in; one browser may hold a session of each kind. */
export type ViewerKind = 'portal' | 'staff';

/** How long a session has left, in whole seconds by the database's clock. */
export interface SessionLife {
  idleSecondsLeft: number;
  secondsLeft: number;
}

/** A signed-in portal account, as found by its session. */
export interface PortalSession extends SessionLife {
  kind: 'portal';
  practiceId: string;
  sessionId: string;
  portalAccountId: string;
  email: string;
  chosenAccessId: string | null;
  portal: Portal;
}

/** Who acts for the practice in a request: a signed-in staff member, or an API key. */
export interface StaffSession {
  kind: 'staff';
  practiceId: string;
  /** The browser's session; an API key has none. */
  sessionId: string | undefined;
  staffMemberId: string;
  name: string;
  permissions: readonly Permission[];
}

/** A signed-in staff member, as found by their browser's session. */
export interface StaffBrowserSession extends StaffSession, SessionLife {
  sessionId: string;
  email: string;
  role: Role;
}

export type Session = PortalSession | StaffBrowserSession;
