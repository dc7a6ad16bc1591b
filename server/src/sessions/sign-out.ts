import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session.store.ts';

export type SessionsToEnd = { everywhere: true } | { sessionId: string };

/**
 * Ends sessions of the signed-in person: this one, another one, or all. Every server refuses them from the
 * next request on.
 *
 * @returns whether a session was ended.
 */
export async function signOut(
  { database, sessions, activity }: { database: Database; sessions: SessionStore; activity: ActivityStore },
  session: Session,
  which: SessionsToEnd,
): Promise<boolean> {
  const { kind, practiceId } = session;
  const holderId = session.kind === 'portal' ? session.portalAccountId : session.staffMemberId;
  return database.transaction(async (transaction) => {
    const ended =
      'everywhere' in which
        ? (await sessions.endAll(transaction, kind, practiceId, holderId, 'signed-out')) > 0
        : await sessions.end(transaction, practiceId, which.sessionId, holderId, 'signed-out');
    const holder = kind === 'portal' ? { portalAccountId: holderId } : { staffMemberId: holderId };
    const result = 'everywhere' in which ? 'everywhere' : 'here';
    if (ended) await activity.record(transaction, { practiceId, id: newId(), ...holder, kind: 'signed-out', result });
    return ended;
  });
}
