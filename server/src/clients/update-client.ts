import type { ActivityStore } from '../activity/activity.store.ts';
import type { Database } from '../db/database.ts';
import { notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { StaffSession } from '../sessions/session.ts';
import { readClientDetails, type TypedClientDetails } from './client-details.ts';
import type { ClientStore } from './client.store.ts';
import { referenceTaken } from './create-client.ts';
import type { UpdateOutcome } from './update-outcome.ts';

/**
 * Saves a client's details.
 *
 * @throws Fault BAD_USER_INPUT naming the field, NOT_FOUND when the practice has no such client.
 */
export async function updateClient(
  dependencies: { database: Database; clients: ClientStore; practices: PracticeStore; activity: ActivityStore },
  staff: StaffSession,
  { clientId, version, ...typed }: TypedClientDetails & { clientId: string; version: number },
): Promise<UpdateOutcome> {
  const { database, clients, practices, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const before = (await clients.find(practiceId, [clientId])).get(clientId);
  if (!before) throw notFound('client');
  const details = readClientDetails(typed, (await practices.get(practiceId)).phone);

  const saved = await referenceTaken(() =>
    database.transaction(async (transaction) => {
      const done = await clients.update(transaction, { practiceId, id: clientId, version }, details);
      const act = { practiceId, id: newId(), staffMemberId, clientId };
      const fields = Object.entries(details).filter(
        ([field, value]) => before[field as keyof typeof details] !== value,
      );
      const record = {
        ...act,
        kind: 'client.changed',
        result: 'ok',
        details: { fields: fields.map(([field]) => field) },
      } as const;
      if (done) await activity.record(transaction, record);
      return done;
    }),
  );
  return saved ? { outcome: 'saved' } : { outcome: 'edited-meanwhile', version: before.version };
}
