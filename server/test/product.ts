import { executeSql } from './execute-sql.ts';
import { entities } from '../src/app/entities.ts';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, vi } from 'vitest';
import { Poller, type Queue } from '../src/db/poller.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { buildApp } from '../src/app/build-app.ts';
import { queuesOf } from '../src/app/pollers.ts';
import { readConfig } from '../src/lib/config.ts';
import { newId } from '../src/lib/ids.ts';
import { createLogger } from '../src/lib/logger.ts';
import { parseSecretKeys, type SecretKeys } from '../src/lib/secret-keys.ts';
import { chooseTransport } from '../src/mail/choose-transport.ts';
import type { Mailbox } from '../src/mail/mailbox.ts';
import { linkToken } from '../src/sign-in/link/link-token.ts';
import { createPractice } from '../src/practice/create-practice.ts';
import type { Role } from '../src/permissions/permissions.ts';
import { createStores, type Stores } from '../src/app/stores.ts';
import { openTestDatabase } from './migrated-database.ts';
import { onExit } from './on-exit.ts';
import { ApiClient } from './api-client.ts';
import { withoutRoutingCheck, refuseUnroutedStatements } from './routed-statements.ts';

refuseUnroutedStatements();

/** A key that is only for tests. */
export const testKeys = parseSecretKeys(`t1:${Buffer.alloc(32, 7).toString('base64')}`) as SecretKeys;

/** The whole product. Requests are injected; everything else is real. */
export interface TestProduct {
  app: FastifyInstance;
  stores: Stores;
  mailbox: Mailbox;
  /** Every line that was logged. */
  log: string[];
  /**
   * A browser or a program that calls the API. Each has cookies of its own and an address of its own, unless one is
   * given or `headers` hold `x-forwarded-for`.
   */
  apiClient(headers?: Record<string, string>, address?: string): ApiClient;
  /** Runs SQL, for instance to let rows age. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Polls often while a test uses the product, so that the test need not wait, and seldom between the files. */
const pollOftenWhile = (isUsed: () => boolean, queue: Queue): Queue => ({
  ...queue,
  get pollSeconds() {
    return isUsed() ? 0.02 : 1;
  },
});

const shared = new Map<string, Promise<TestProduct>>();

/**
 * The product that the test files of this process with the same configuration share, each with practices of its own.
 * It ends with the process.
 *
 * @param environment as for `openTestProduct`
 */
export function sharedProduct(environment: Record<string, string> = {}): Promise<TestProduct> {
  const key = JSON.stringify(environment);
  const product = shared.get(key) ?? openTestProduct(environment);
  shared.set(key, product);
  return product;
}

/**
 * Opens a product on a database of its own.
 *
 * @param environment configuration on top of what a developer's machine has.
 * @param url of a database on Postgres to open instead of a new one.
 * @param pages the folder of a built web application; without one, only the API is served.
 */
export async function openTestProduct(
  environment: Record<string, string> = {},
  url?: string,
  pages?: string,
): Promise<TestProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  const cancelRemoval = onExit(removeData);
  const config = readConfig({
    NOT_PRODUCTION: 'on',
    DATA_DIR: dataDir,
    DEMO: 'off',
    LOG_LEVEL: 'debug',
    ...environment,
  });
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line: string) => void log.push(line) });

  const opened = await withoutRoutingCheck(() => (url ? openDatabase({ url }, entities) : openTestDatabase()));
  const { database } = opened;
  const stores = createStores(database, testKeys, config.sessions, config.webhooks);
  const { transport, mailbox } = await chooseTransport(config);
  if (!mailbox) throw new Error('tests read their mail in the local mailbox');
  const app = await buildApp({ config, stores, logger, mailbox, pages });
  const queues = config.jobs ? queuesOf({ config, stores, transport, logger }) : [];
  let usedAt = performance.now();
  const use = () => void (usedAt = performance.now());
  const isUsed = () => performance.now() - usedAt < 2000;
  const poller = new Poller(
    queues.map((queue) => pollOftenWhile(isUsed, queue)),
    logger,
  );

  return {
    app,
    stores,
    mailbox,
    log,
    apiClient: (headers = {}, address = 'x-forwarded-for' in headers ? '127.0.0.1' : randomAddress()) =>
      new ApiClient({ inject: (request) => (use(), app.inject({ ...request, remoteAddress: address })) }, headers),
    sql: async <Row extends object>(text: string, values: unknown[] = []) => {
      use();
      return executeSql<Row>(database, text, values);
    },
    async close() {
      await poller.stop(2000);
      await app.close();
      await opened.close();
      cancelRemoval();
      removeData();
    },
  };
}

/** An address of the block that RFC 2544 reserves for benchmarks. */
const randomAddress = () => `198.${randomInt(18, 20)}.${randomInt(256)}.${randomInt(1, 255)}`;

/** A practice that only one test uses, with an owner. */
export interface TestPractice {
  slug: string;
  practiceId: string;
  ownerId: string;
  ownerEmail: string;
}

/** Creates a practice that no other test uses. */
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

/** Adds a staff member. @returns their address */
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

/** Adds a client with an address that has access and was not invited. */
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
    const portalAccountId = await stores.portalAccounts.findOrCreate(transaction, practiceId, email);
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

/** An API client that is signed in as a staff member, by a link that no mail carried. */
export async function signInAsStaff(product: TestProduct, email: string): Promise<ApiClient> {
  const holders = await product.sql<Holder>(
    'SELECT practice_id AS "practiceId", id FROM staff_member WHERE email = $1 AND removed_at IS NULL',
    [email],
  );
  return signInBy(product, 'staff', email, holders);
}

/** An API client that is signed in as a client, by a link that no mail carried. */
export async function signInAsClient(product: TestProduct, slug: string, email: string): Promise<ApiClient> {
  const holders = await product.sql<Holder>(
    `SELECT a.practice_id AS "practiceId", a.id FROM portal_account a JOIN portal_address p USING (practice_id)
      WHERE p.slug = $1 AND a.email = $2`,
    [slug, email],
  );
  return signInBy(product, 'sign-in', email, holders);
}

/** Who holds a link: a staff member or a portal account. */
interface Holder {
  practiceId: string;
  id: string;
}

async function signInBy(product: TestProduct, kind: 'staff' | 'sign-in', email: string, holders: Holder[]) {
  const [holder, another] = holders;
  if (!holder || another) throw new Error(`${email} belongs to ${holders.length} people`);
  const { practiceId, id: holderId } = holder;
  const column = kind === 'staff' ? 'staff_member_id' : 'portal_account_id';
  await product.sql(
    `UPDATE sign_in_link SET voided_at = now(), void_reason = 'superseded'
      WHERE practice_id = $1 AND ${column} = $2 AND redeemed_at IS NULL AND voided_at IS NULL`,
    [practiceId, holderId],
  );
  const id = newId();
  await product.sql(
    `INSERT INTO sign_in_link (practice_id, id, kind, ${column}, expires_at) VALUES ($1, $2, $3, $4, now() + interval '15 minutes')`,
    [practiceId, id, kind, holderId],
  );
  const apiClient = product.apiClient();
  await apiClient.redeemLink(linkToken(product.stores.linkHash, { kind, practiceId, id }));
  return apiClient;
}
