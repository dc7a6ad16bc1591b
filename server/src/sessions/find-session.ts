import type { Session, ViewerKind } from './session.ts';
import type { SessionStore } from './session.store.ts';
import { readSessionToken } from './session-token.ts';

/** Finds the session of a cookie; undefined when it has ended. */
export async function findSession(
  sessions: SessionStore,
  kind: ViewerKind,
  text: string,
): Promise<Session | undefined> {
  const token = readSessionToken(text);
  if (!token) return undefined;
  return kind === 'portal' ? sessions.findPortalSession(token) : sessions.findStaffSession(token);
}
