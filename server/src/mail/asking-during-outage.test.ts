import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addClient, openPractice, testKeys, type TestClient, type TestProduct } from '../../test/product.ts';
import { openTestDatabase } from '../../test/migrated-database.ts';
import { ApiClient } from '../../test/api-client.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { buildApp } from '../app/build-app.ts';
import { startPoller } from '../app/pollers.ts';
import type { Poller } from '../db/poller.ts';
import { readConfig } from '../lib/config.ts';
import { createLogger } from '../lib/logger.ts';
import { createStores } from '../app/stores.ts';
import { resendTransport } from './resend.transport.ts';
import { LocalResend } from './test-support/local-resend.ts';

let resend: LocalResend;
let opened: OpenDatabase;
let poller: Poller;
let product: Pick<TestProduct, 'app' | 'stores'>;
const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));

beforeAll(async () => {
  resend = await LocalResend.start();
  const config = readConfig({ DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'silent' });
  const logger = createLogger(config.logLevel);
  opened = await openTestDatabase();
  const stores = createStores(opened.database, testKeys, config.sessions, config.webhooks);
  const transport = await resendTransport({ apiKey: 're_test', baseUrl: resend.url, timeoutMs: 2000 });
  product = { stores, app: await buildApp({ config, stores, logger, mailbox: undefined, pages: undefined }) };
  poller = startPoller({ config, stores, transport, logger });
});
afterAll(async () => {
  await resend.stop();
  await poller.stop(1000);
  await product.app.close();
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Somebody asks for a link; the answer, and how long it took in milliseconds. */
async function ask(slug: string, email: string) {
  const started = performance.now();
  const { status, body } = await new ApiClient(product.app, {}).requestSignInLink(slug, email);
  return { answer: `${status} ${body}`, took: performance.now() - started };
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

test('an address that nobody has gets no mail', async () => {
  const practice = await openPractice(product as TestProduct);
  const { email } = await addClient(product as TestProduct, practice);
  await ask(practice.slug, 'stranger@nowhere.example');
  await ask(practice.slug, ` ${email.toUpperCase()} `);
  // The second mail proves that the first request was worked off.
  await expect.poll(() => resend.mails.some(({ mail }) => mail.to[0] === email), { timeout: 20_000 }).toBe(true);
  expect(resend.requests.filter(({ mail }) => mail.to[0]?.includes('stranger'))).toEqual([]);
});

test('whoever asks for a link gets the same answer, as fast, while the mail service is down', async () => {
  const full = product as TestProduct;
  const practice = await openPractice(full);
  const clients: TestClient[] = [];
  for (let index = 0; index < 10; index += 1) clients.push(await addClient(full, practice));
  const askAll = async () => {
    const asked = [];
    for (const { email } of clients) asked.push(await ask(practice.slug, email));
    return asked;
  };
  await askAll();

  // In turns, so that whatever else the machine does weighs on both alike.
  const whileWell = [];
  const whileDown = [];
  for (let round = 0; round < 4; round += 1) {
    resend.behavior = 'ok';
    whileWell.push(...(await askAll()));
    resend.behavior = 'silent';
    whileDown.push(...(await askAll()));
  }
  expect(new Set([...whileWell, ...whileDown].map(({ answer }) => answer)).size).toBe(1);
  expect(median(whileDown.map(({ took }) => took)) / median(whileWell.map(({ took }) => took))).toBeLessThan(2);
  expect(resend.requests.length).toBeGreaterThan(0);
});
