import { entities } from '../src/app/entities.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, vi } from 'vitest';
import { JobQueue } from '../src/db/job-queue.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { buildApp } from '../src/app/build-app.ts';
import { jobKinds, startJobs } from '../src/app/jobs.ts';
import { startPoller } from '../src/app/pollers.ts';
import { readConfig } from '../src/lib/config.ts';
import { newId } from '../src/lib/ids.ts';
import { createLogger } from '../src/lib/logger.ts';
import { parseSecretKeys, type SecretKeys } from '../src/lib/secret-keys.ts';
import { chooseTransport } from '../src/mail/choose-transport.ts';
import type { Mailbox } from '../src/mail/mailbox.ts';
import { createPractice } from '../src/practice/create-practice.ts';
import type { Role } from '../src/staff/permissions.ts';
import { createStores, type Stores } from '../src/app/stores.ts';
import { openMemoryDatabase } from './migrated-database.ts';
import { ApiClient } from './api-client.ts';

/** A key that is only for tests. */
export const testKeys = parseSecretKeys(`t1:${Buffer.alloc(32, 7).toString('base64')}`) as SecretKeys;

/** The whole product, with everything real but the network between browser and server. */
export interface TestProduct {
  app: FastifyInstance;
  stores: Stores;
  mailbox: Mailbox;
  /** Every line that was logged. */
  log: string[];
  /** A browser or a program that calls the API; each has its own cookies. */
  visitor(headers?: Record<string, string>): ApiClient;
  /** Runs SQL, for instance to let rows age. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Opens the product on an embedded database in memory, or on a Postgres.
 *
 * @param environment configuration on top of what a developer's machine has.
 * @param pages the folder of a built web application; without one, only the API is served.
 */
export async function openTestProduct(
  environment: Record<string, string> = {},
  url?: string,
  pages?: string,
): Promise<TestProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  const config = readConfig({ DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'debug', ...environment });
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line: string) => void log.push(line) });

  const opened = await (url ? openDatabase({ url }, entities) : openMemoryDatabase());
  const { database, embedded } = opened;
  const jobs = await JobQueue.open(database, jobKinds, { embedded, working: config.jobs, logger });
  const stores = createStores(database, jobs, testKeys, config.sessions, config.webhooks);
  const { transport, mailbox } = await chooseTransport(config);
  if (!mailbox) throw new Error('tests read their mail in the local mailbox');
  const app = await buildApp({ config, stores, logger, mailbox, pages });
  if (config.jobs) await startJobs({ config, stores, transport, logger });
  const poller = config.jobs ? startPoller({ stores, logger }) : undefined;

  return {
    app,
    stores,
    mailbox,
    log,
    visitor: (headers = {}) => new ApiClient(app, headers),
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await database.executeSql(text, values)).rows as Row[],
    async close() {
      await Promise.all([poller?.stop(2000), jobs.stop(2000)]);
      await app.close();
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A practice of one test's own, with an owner. */
export interface TestPractice {
  slug: string;
  practiceId: string;
  ownerId: string;
  ownerEmail: string;
}

/** Opens a practice that no other test knows. */
export async function openPractice({ stores }: TestProduct): Promise<TestPractice> {
  const slug = `p-${newId().replaceAll('-', '').slice(-12)}`;
  const ownerEmail = `owner@${slug}.example`;
  const details = {
    name: 'Harbor Counseling',
    mailName: 'Harbor Counseling',
    phone: '(617) 555-0134',
    address: '12 Harbor Street, Boston',
    timeZone: 'America/New_York',
    slug,
    linkLifetimeMinutes: 1440,
    pinLifetimeMinutes: 1440,
  };
  return { slug, ownerEmail, ...(await createPractice(stores, details, { name: 'Olivia Hart', email: ownerEmail })) };
}

/** Lets someone else work at the practice, and gives their address. */
export async function addStaff({ stores }: TestProduct, practice: TestPractice, role: Role): Promise<string> {
  const email = `${role}-${newId().slice(-8)}@${practice.slug}.example`;
  const member = { practiceId: practice.practiceId, id: newId(), name: 'Dana Reyes', email, role };
  await stores.database.transaction((transaction) => stores.staff.add(transaction, member));
  return email;
}

/** A client with one address that has access. */
export interface TestClient {
  clientId: string;
  portalAccessId: string;
  portalAccountId: string;
  email: string;
}

/** Adds a client whose address may sign in; nobody was invited yet. */
export async function addClient(
  { stores }: TestProduct,
  { practiceId, slug }: TestPractice,
  email = `jamie-${newId().slice(-12)}@${slug}.example`,
): Promise<TestClient> {
  const clientId = newId();
  const portalAccessId = newId();
  return stores.database.transaction(async (transaction) => {
    const record = { practiceId, id: clientId, firstName: 'Jamie', lastName: 'Rivera', phone: null, reference: null };
    await stores.clients.create(transaction, record);
    const portalAccountId = await stores.portalAccesses.accountFor(transaction, practiceId, email);
    const access = {
      practiceId,
      id: portalAccessId,
      clientId,
      portalAccountId,
      relationship: 'self',
      person: null,
    } as const;
    await stores.portalAccesses.add(transaction, access);
    return { clientId, portalAccessId, portalAccountId, email };
  });
}

/** The tokens of the links mailed to an address so far, newest first. */
export async function linksTo({ mailbox }: TestProduct, email: string): Promise<string[]> {
  const mails = (await mailbox.list()).filter((mail) => mail.to === email);
  return mails.flatMap((mail) =>
    mail.links
      .map((link) => link.split('#')[1] ?? '')
      .filter(Boolean)
      .slice(0, 1),
  );
}

/** Waits until so many links were mailed to an address, and gives the newest one's token. */
export async function newestLinkTo(product: TestProduct, email: string, count = 1): Promise<string> {
  // Not expect.poll, which works inside tests only: hooks sign people in as well.
  await vi.waitFor(async () => expect(await linksTo(product, email)).toHaveLength(count), {
    timeout: 10_000,
    interval: 20,
  });
  return (await linksTo(product, email))[0] ?? '';
}

/** A visitor who is signed in as a staff member, the way staff do it. */
export async function signInAsStaff(product: TestProduct, email: string): Promise<ApiClient> {
  const visitor = product.visitor();
  const before = (await linksTo(product, email)).length;
  await visitor.requestStaffSignInLink(email);
  await visitor.redeemLink(await newestLinkTo(product, email, before + 1));
  return visitor;
}

/** A visitor who is signed in as a client, the way clients do it. */
export async function signInAsClient(product: TestProduct, slug: string, email: string): Promise<ApiClient> {
  const visitor = product.visitor();
  const before = (await linksTo(product, email)).length;
  await visitor.requestSignInLink(slug, email);
  await visitor.redeemLink(await newestLinkTo(product, email, before + 1));
  return visitor;
}
