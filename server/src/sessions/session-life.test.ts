import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink } from '../../test/credentials.ts';
import { addClient, openPractice, openTestProduct, type TestPractice, type TestProduct } from '../../test/product.ts';
import { ageSessions } from '../../test/time.ts';
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await openTestProduct({ JOBS: 'off' });
  practice = await openPractice(product);
});
afterAll(async () => product.close());

async function signedIn(): Promise<{ apiClient: ApiClient; email: string }> {
  const client = await addClient(product, practice);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  return { apiClient, email: client.email };
}

const life = async (apiClient: ApiClient) =>
  (await apiClient.execute('{ me { session { idleSecondsLeft secondsLeft warnSeconds } } }')).data.me?.session;
const stay = async (apiClient: ApiClient) =>
  apiClient.execute('mutation { staySignedIn(kind: PORTAL) { idleSecondsLeft secondsLeft } }');
const minutes = 60;

test('lasts 30 minutes of idleness and 12 hours in all, and says when to warn', async () => {
  const { apiClient } = await signedIn();
  const { idleSecondsLeft, secondsLeft, warnSeconds } = await life(apiClient);
  expect(idleSecondsLeft).toBeGreaterThan(29 * minutes);
  expect(idleSecondsLeft).toBeLessThanOrEqual(30 * minutes);
  expect(secondsLeft).toBeGreaterThan(719 * minutes);
  expect(secondsLeft).toBeLessThanOrEqual(720 * minutes);
  expect(warnSeconds).toBeGreaterThanOrEqual(60);
});

test('is alive a little before the idle end, and dead after it', async () => {
  const { apiClient, email } = await signedIn();
  await ageSessions(product, email, 29.5 * minutes);
  expect(await apiClient.me()).toBe(email);
  await ageSessions(product, email, 0.6 * minutes);
  expect(await apiClient.me()).toBeNull();
  expect((await stay(apiClient)).code).toBe('UNAUTHENTICATED');
});

test('is not kept alive by asking again and again', async () => {
  const { apiClient, email } = await signedIn();
  for (let n = 0; n < 5; n += 1) {
    await ageSessions(product, email, 5 * minutes);
    expect(await apiClient.me()).toBe(email);
  }
  expect((await life(apiClient)).idleSecondsLeft).toBeLessThanOrEqual(5 * minutes);
});

test('goes on for another 30 minutes when someone says that they are there', async () => {
  const { apiClient, email } = await signedIn();
  await ageSessions(product, email, 29 * minutes);
  const { idleSecondsLeft } = (await stay(apiClient)).data.staySignedIn;
  expect(idleSecondsLeft).toBeGreaterThan(29 * minutes);
  await ageSessions(product, email, 29 * minutes);
  expect(await apiClient.me()).toBe(email);
});

test('ends after 12 hours, however often someone says that they are there', async () => {
  const { apiClient, email } = await signedIn();
  for (let n = 0; n < 35; n += 1) {
    await ageSessions(product, email, 20 * minutes);
    expect((await stay(apiClient)).code).toBeUndefined();
  }
  const left = await life(apiClient);
  expect(left.secondsLeft).toBeLessThanOrEqual(20 * minutes);
  expect(left.idleSecondsLeft).toBeLessThanOrEqual(left.secondsLeft);
  await ageSessions(product, email, 20 * minutes);
  expect(await apiClient.me()).toBeNull();
});

test('holds the same ends for staff', async () => {
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueStaffLink(product, practice));
  await ageSessions(product, practice.ownerEmail, 31 * minutes);
  expect(await apiClient.staff()).toBeNull();
  expect((await apiClient.execute('{ practice { name } }')).code).toBe('UNAUTHENTICATED');
});

test('lasts as long as the operator has set', async () => {
  const strict = await openTestProduct({ JOBS: 'off', SESSION_IDLE_MINUTES: '5', SESSION_LIFETIME_MINUTES: '60' });
  try {
    const there = await openPractice(strict);
    const apiClient = strict.apiClient();
    await apiClient.redeemLink(await issueLink(strict, there, await addClient(strict, there)));
    const left = await life(apiClient);
    expect(left.idleSecondsLeft).toBeLessThanOrEqual(5 * minutes);
    expect(left.secondsLeft).toBeLessThanOrEqual(60 * minutes);
  } finally {
    await strict.close();
  }
});
