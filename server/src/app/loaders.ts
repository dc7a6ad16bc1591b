import DataLoader from 'dataloader';
import type { LastSignIn, NewestAct } from '../activity/activity.ts';
import type { Client } from '../clients/client.store.ts';
import type { PortalAccess } from '../clients/portal-access.store.ts';
import type { ItemCount } from '../invitations/invitation-batch.ts';
import type { MailRecord } from '../mail/mail.ts';
import type { Practice } from '../practice/practice.store.ts';
import type { NearMiss } from '../sign-in/diagnosis/evidence.ts';
import type { NewestCredentials } from '../sign-in/diagnosis/evidence.store.ts';
import { findAddressesNear, findNearMisses, type NearAddress } from '../sign-in/diagnosis/find-near-misses.ts';
import type { LivePin } from '../sign-in/pin/pin.store.ts';
import { signInPolicy } from '../sign-in/sign-in-policy.ts';
import type { Stores } from './stores.ts';

/** Batched reads of one request (DataLoader), so that a list costs no more statements than one row. */
export interface Loaders {
  client: DataLoader<string, Client | undefined>;
  accessesOfClient: DataLoader<string, PortalAccess[]>;
  accessesOfAccount: DataLoader<string, PortalAccess[]>;
  lastSignInOfAccount: DataLoader<string, LastSignIn | undefined>;
  livePinOfAccount: DataLoader<string, LivePin | undefined>;
  invitationMail: DataLoader<string, MailRecord | undefined>;
  mailOfLink: DataLoader<string, MailRecord | undefined>;
  bounceOfAddress: DataLoader<string, MailRecord | undefined>;
  newestCredentialsOfAccount: DataLoader<string, NewestCredentials | undefined>;
  newestActsOfAccount: DataLoader<string, NewestAct[] | undefined>;
  nearMissesOfAddress: DataLoader<string, NearMiss[] | undefined>;
  addressesNear: DataLoader<string, NearAddress[] | undefined>;
  practice: DataLoader<string, Practice>;
  staffName: DataLoader<string, string | undefined>;
  itemsOfBatch: DataLoader<string, ItemCount[] | undefined>;
  lastSignInOfStaff: DataLoader<string, Date | undefined>;
  staffMail: DataLoader<string, MailRecord | undefined>;
}

/** New loaders. They cache, so they live no longer than one request. */
export function createLoaders(stores: Stores, practiceId: string): Loaders {
  const { clients, portalAccesses, activity, pins, mails, staff } = stores;
  return {
    client: byId((ids) => clients.find(practiceId, ids)),
    accessesOfClient: grouped(
      (ids) => portalAccesses.listOfClients(practiceId, ids),
      (access) => access.clientId,
    ),
    accessesOfAccount: grouped(
      (ids) => portalAccesses.listOfAccounts(practiceId, ids),
      (access) => access.portalAccountId,
    ),
    lastSignInOfAccount: byId((ids) => activity.lastSignIns(practiceId, ids)),
    livePinOfAccount: byId((ids) => pins.listLive(practiceId, ids)),
    invitationMail: byId((ids) => mails.latestByAbout(practiceId, ids, ['invitation'])),
    bounceOfAddress: byId((addresses) => mails.bouncedAmong(practiceId, addresses)),
    mailOfLink: byId((ids) => mails.byLinkIds(practiceId, ids)),
    newestCredentialsOfAccount: byId((ids) => stores.evidence.newestCredentials(practiceId, ids)),
    newestActsOfAccount: byId((ids) =>
      activity.newestActs(practiceId, ids, actsOfHolders, signInPolicy.keepRequestsDays),
    ),
    nearMissesOfAddress: byId((emails) => findNearMisses(stores, practiceId, emails)),
    addressesNear: byId((typed) => findAddressesNear(stores, practiceId, typed)),
    practice: new DataLoader((ids) => Promise.all(ids.map((id) => stores.practices.get(id)))),
    staffName: byId((ids) => staff.names(practiceId, ids)),
    itemsOfBatch: byId((ids) => stores.batchItems.count(practiceId, ids)),
    lastSignInOfStaff: byId((ids) => activity.lastStaffSignIns(practiceId, ids)),
    staffMail: byId((ids) => mails.latestByAbout(practiceId, ids, ['staff-sign-in-link'])),
  };
}

const actsOfHolders = ['link.requested', 'link.refused', 'pin.refused'] as const;

const byId = <Value>(find: (ids: readonly string[]) => Promise<Map<string, Value>>) =>
  new DataLoader<string, Value | undefined>(async (ids) => {
    const found = await find(ids);
    return ids.map((id) => found.get(id));
  });

const grouped = <Value>(list: (ids: readonly string[]) => Promise<Value[]>, key: (value: Value) => string) =>
  new DataLoader<string, Value[]>(async (ids) => {
    const groups = Map.groupBy(await list(ids), key);
    return ids.map((id) => groups.get(id) ?? []);
  });
