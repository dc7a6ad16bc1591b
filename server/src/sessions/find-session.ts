import type { Session, ViewerKind } from './session.ts';
import type { SessionStore } from './session.store.ts';
import { readSessionToken } from './session-token.ts';

/** The session that a cookie's text stands for, while it lasts. */
export async function findSession(
  sessions: SessionStore,
  kind: ViewerKind,
  text: string,
): Promise<Session | undefined> {
  const token = readSessionToken(text);
  if (!token) return undefined;
  return kind === 'portal' ? sessions.findPortalSession(token) : sessions.findStaffSession(token);
}
