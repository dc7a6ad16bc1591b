import { ActivityStore } from '../activity/activity.store.ts';
import { ApiKeyStore } from '../api-keys/api-key.store.ts';
import { ClientListStore } from '../clients/client-list.store.ts';
import { ClientStore } from '../clients/client.store.ts';
import { PortalAccessStore } from '../clients/portal-access.store.ts';
import { PortalAccountStore } from '../clients/portal-account.store.ts';
import type { VoidCredentials } from '../clients/void-credentials.ts';
import type { Database } from '../db/database.ts';
import { SecretKeyCheck } from '../db/secret-key-check.ts';
import { IdempotencyStore } from '../idempotency/idempotency.store.ts';
import { ClientImportStore } from '../imports/client-import.store.ts';
import { ImportRowStore } from '../imports/import-row.store.ts';
import { BatchItemStore } from '../invitations/batch-item.store.ts';
import { InvitationBatchStore } from '../invitations/invitation-batch.store.ts';
import { KeyedHash } from '../lib/keyed-hash.ts';
import type { SecretKeys } from '../lib/secret-keys.ts';
import { mailClaims, MailQueueStore } from '../mail/mail-queue.store.ts';
import { MailStore } from '../mail/mail.store.ts';
import { PracticeStore } from '../practice/practice.store.ts';
import type { SessionLifetimes } from '../sessions/new-session.ts';
import { SessionStore } from '../sessions/session.store.ts';
import { EvidenceStore } from '../sign-in/diagnosis/evidence.store.ts';
import { PinGuesses } from '../sign-in/pin/pin-guesses.ts';
import { PinStore } from '../sign-in/pin/pin.store.ts';
import { linkStateOf } from '../sign-in/link/link-state.sql.ts';
import { SignInLinkStore } from '../sign-in/link/sign-in-link.store.ts';
import { SignInRequestStore } from '../sign-in/link/sign-in-request.store.ts';
import { StaffCredentialsStore } from '../sign-in/staff/staff-credentials.store.ts';
import { StaffLinkRequestStore } from '../sign-in/staff/staff-link-request.store.ts';
import { UnmatchedAttemptStore } from '../sign-in/diagnosis/unmatched-attempts.store.ts';
import { voidCredentialsWith } from '../sign-in/void-credentials.ts';
import { StaffStore } from '../staff/staff.store.ts';
import type { WebhookTargets } from '../webhooks/allowed-address.ts';
import { WebhookDeliveryStore } from '../webhooks/webhook-delivery.store.ts';
import { WebhookEndpointStore } from '../webhooks/webhook-endpoint.store.ts';

const claimsOfMail = mailClaims(linkStateOf);

/** The stores. A use case declares the ones that it uses. */
export interface Stores {
  database: Database;
  secretKeyCheck: SecretKeyCheck;
  activity: ActivityStore;
  apiKeys: ApiKeyStore;
  clients: ClientStore;
  clientList: ClientListStore;
  clientImports: ClientImportStore;
  importRows: ImportRowStore;
  invitationBatches: InvitationBatchStore;
  batchItems: BatchItemStore;
  portalAccesses: PortalAccessStore;
  portalAccounts: PortalAccountStore;
  mails: MailStore;
  mailQueue: MailQueueStore;
  practices: PracticeStore;
  idempotency: IdempotencyStore;
  sessions: SessionStore;
  pins: PinStore;
  signInLinks: SignInLinkStore;
  signInRequests: SignInRequestStore;
  staffLinkRequests: StaffLinkRequestStore;
  unmatchedAttempts: UnmatchedAttemptStore;
  evidence: EvidenceStore;
  staff: StaffStore;
  staffCredentials: StaffCredentialsStore;
  webhookEndpoints: WebhookEndpointStore;
  webhookDeliveries: WebhookDeliveryStore;
  webhookHash: KeyedHash;
  webhookTargets: WebhookTargets;
  linkHash: KeyedHash;
  pinHash: KeyedHash;
  pinGuesses: PinGuesses;
  lifetimes: SessionLifetimes;
  voidCredentials: VoidCredentials;
}

/** Creates the stores of one database. */
export function createStores(
  database: Database,
  keys: SecretKeys,
  lifetimes: SessionLifetimes,
  webhookTargets: WebhookTargets,
): Stores {
  const sessions = new SessionStore(database);
  const pins = new PinStore(database);
  const signInLinks = new SignInLinkStore(database);
  return {
    database,
    secretKeyCheck: new SecretKeyCheck(database, keys),
    activity: new ActivityStore(database),
    apiKeys: new ApiKeyStore(database),
    clients: new ClientStore(database),
    clientList: new ClientListStore(database),
    clientImports: new ClientImportStore(database),
    importRows: new ImportRowStore(database),
    invitationBatches: new InvitationBatchStore(database),
    batchItems: new BatchItemStore(database),
    portalAccesses: new PortalAccessStore(database),
    portalAccounts: new PortalAccountStore(database),
    mails: new MailStore(database),
    mailQueue: new MailQueueStore(database, claimsOfMail),
    practices: new PracticeStore(database),
    idempotency: new IdempotencyStore(database, keys),
    sessions,
    pins,
    signInLinks,
    signInRequests: new SignInRequestStore(database),
    staffLinkRequests: new StaffLinkRequestStore(database),
    unmatchedAttempts: new UnmatchedAttemptStore(database),
    evidence: new EvidenceStore(database),
    staff: new StaffStore(database),
    staffCredentials: new StaffCredentialsStore(database, sessions),
    webhookEndpoints: new WebhookEndpointStore(database),
    webhookDeliveries: new WebhookDeliveryStore(database),
    webhookHash: new KeyedHash(keys, 'webhook'),
    webhookTargets,
    linkHash: new KeyedHash(keys, 'link'),
    pinHash: new KeyedHash(keys, 'pin'),
    pinGuesses: new PinGuesses(),
    lifetimes,
    voidCredentials: voidCredentialsWith({ signInLinks, pins, sessions }),
  };
}
