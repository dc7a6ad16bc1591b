import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session.store.ts';

/** Which of the holder's sessions to end. */
export type SessionsToEnd = { everywhere: true } | { sessionId: string };

/**
 * Ends sessions of the one who asks: this one, another of theirs, or all. From the next request on
 * they are dead on every server.
 *
 * @returns whether there was anything to end.
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
