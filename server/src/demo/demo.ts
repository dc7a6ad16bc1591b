import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { ActivityStore } from '../activity/activity.store.ts';
import type { ClientStore } from '../clients/client.store.ts';
import type { PortalAccessStore } from '../clients/portal-access.store.ts';
import type { PortalAccountStore } from '../clients/portal-account.store.ts';
import type { Database } from '../db/database.ts';
import { createPractice } from '../practice/create-practice.ts';
import { Fault } from '../lib/fault.ts';
import { refreshListColumns } from '../clients/client-list.store.ts';
import { newId } from '../lib/ids.ts';
import { readPhone } from '../lib/phone.ts';
import type { PracticeStore } from '../practice/practice.store.ts';
import type { StaffStore } from '../staff/staff.store.ts';
import { type DemoClient, type DemoPractice, demoPractices } from './demo-data.ts';

interface DemoStores {
  database: Database;
  practices: PracticeStore;
  staff: StaffStore;
  clients: ClientStore;
  portalAccesses: PortalAccessStore;
  portalAccounts: PortalAccountStore;
  activity: ActivityStore;
}

/** Creates the demo practices when there is no practice. Later starts change nothing. */
export async function startDemo(stores: DemoStores): Promise<void> {
  if (!(await stores.practices.isEmpty())) return;
  try {
    for (const practice of demoPractices) await addPractice(stores, practice);
  } catch (error) {
    // Another server that started at the same moment creates the demo.
    if (!(error instanceof Fault && error.details.field === 'slug')) throw error;
  }
}

async function addPractice(stores: DemoStores, { details, staff, clients }: DemoPractice): Promise<void> {
  const [owner, ...others] = staff;
  if (!owner) throw new Error('a demo practice without an owner');
  const { practiceId, ownerId } = await createPractice(stores, details, owner);
  await stores.database.transaction(async (transaction) => {
    for (const member of others) await stores.staff.add(transaction, { practiceId, id: newId(), ...member });
  });
  for (const [n, client] of clients.entries()) await addClient(stores, practiceId, ownerId, client, n);
}

async function addClient(stores: DemoStores, practiceId: string, staffMemberId: string, client: DemoClient, n: number) {
  const [firstName, lastName] = client.name;
  const { clients, portalAccesses, portalAccounts, activity, database } = stores;
  await database.transaction(async (transaction) => {
    const clientId = newId();
    const phone = readPhone('phone', client.phone);
    const record = { practiceId, id: clientId, firstName, lastName, phone, reference: client.reference ?? null };
    await clients.create(transaction, record);
    const act = { practiceId, staffMemberId, clientId };
    await activity.record(transaction, { ...act, id: newId(), kind: 'client.created', result: 'ok' });
    for (const { email, relationship = 'self', person = null, state } of client.access ?? []) {
      const portalAccountId = await portalAccounts.findOrCreate(transaction, practiceId, email);
      const id = newId();
      await portalAccesses.add(transaction, { practiceId, id, clientId, portalAccountId, relationship, person });
      const done = { ...act, portalAccountId, details: { portalAccessId: id } };
      await activity.record(transaction, { ...done, id: newId(), kind: 'access.added', result: 'ok' });
      if (state !== 'never-invited')
        await transaction.run(invitedDaysAgo, {
          practiceId,
          portalAccessId: id,
          invitedBy: staffMemberId,
          days: 3 + (n % 20),
        });
      if (state === 'off') await portalAccesses.setActive(transaction, practiceId, id, false);
      if (state === 'off')
        await activity.record(transaction, { ...done, id: newId(), kind: 'access.off', result: 'ok' });
      if (state === 'signed-in')
        await transaction.run(signedInDaysAgo, { practiceId, id: newId(), portalAccountId, days: 1 + (n % 3) });
    }
    await refreshListColumns(transaction, practiceId, [clientId]);
  });
}

// No use case can write activity of the past.
const invitedDaysAgo = statement<
  never,
  { practiceId: string; portalAccessId: string; invitedBy: string; days: number }
>(
  'demo.invited',
  sql`
  UPDATE portal_access SET invited_at = now() - make_interval(days => :days::int, hours => 3), invited_by = :invitedBy
   WHERE practice_id = :practiceId AND id = :portalAccessId`,
);

const signedInDaysAgo = statement<never, { practiceId: string; id: string; portalAccountId: string; days: number }>(
  'demo.signed-in',
  sql`
  INSERT INTO activity (practice_id, id, at, kind, result, portal_account_id)
  VALUES (:practiceId, :id, now() - make_interval(days => :days::int, hours => 2), 'signed-in', 'link', :portalAccountId)`,
);
