import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/lib/ids.ts';
import { issueLink } from './credentials.ts';
import { DatabaseProxy } from './database-proxy.ts';
import { addClient, linksTo, openPractice, type TestPractice } from './product.ts';
import type { ServerProcess } from './server-process.ts';
import { openServerPlace, type ServerPlace } from './two-servers.ts';
import type { Answer } from './api-client.ts';

let place: ServerPlace;
let practice: TestPractice;
let gate: DatabaseProxy;
let server: ServerProcess;

beforeAll(async () => {
  place = await openServerPlace();
  practice = await openPractice(place.product);
  gate = await DatabaseProxy.before(place.url);
  server = await place.another({ DATABASE_URL: gate.url, TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(async () => {
  await place.close();
  await gate.shut();
});

const get = (path: string) => fetch(server.origin + path);
const isReady = async () => (await get('/readyz')).ok;

/** Somebody who asks for links, each time from another address on the network and for another e-mail address. */
async function askOnce(): Promise<Answer & { email: string }> {
  const email = `${newId()}@client.example`;
  const from = `198.18.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
  const visitor = server.visitor({ 'x-forwarded-for': from });
  return { email, ...(await visitor.requestSignInLink(practice.slug, email)) };
}

/** Ten people who ask again and again until they are told to stop. */
function askOnAndOn(): () => Promise<(Answer & { email: string })[]> {
  const answers: (Answer & { email: string })[] = [];
  const enough = new AbortController();
  const askers = Array.from({ length: 10 }, async () => {
    while (!enough.signal.aborted) answers.push(await askOnce());
  });
  return async () => {
    enough.abort();
    await Promise.all(askers);
    return answers;
  };
}

/** How an outage is told: a status for machines, a sentence for people, a reference for the log, and nothing else. */
function expectTold({ status, headers, body }: Answer): void {
  expect(status).toBe(503);
  expect(headers['retry-after']).toMatch(/^\d+$/);
  const { errors } = JSON.parse(body) as { errors: { message: string; extensions: object }[] };
  expect(errors.map(({ message }) => message)).toEqual([
    'Something went wrong on our side. Please try again in a moment.',
  ]);
  expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', reference: expect.any(String) });
}

test(
  'a server survives a database that restarts under load, and keeps what it promised',
  { timeout: 60_000 },
  async () => {
    const [signedIn, inHand, later] = await Promise.all([1, 2, 3].map(() => addClient(place.product, practice)));
    if (!signedIn || !inHand || !later) throw new Error('three clients were to be added');
    const visitor = server.visitor();
    await visitor.redeemLink(await issueLink(place.product, practice, signedIn));
    const token = await issueLink(place.product, practice, inHand);
    const stopAsking = askOnAndOn();
    await expect.poll(isReady, { timeout: 10_000 }).toBe(true);

    const redeeming = Array.from({ length: 20 }, () => server.visitor().redeemLink(token));
    await gate.shut();
    const redeemed = (await Promise.all(redeeming)).map(({ data }) => data.redeemLink?.__typename);

    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(503);
    expectTold(await askOnce());
    const page = await get(`/${practice.slug}`);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('id="page"');

    await gate.open();
    await expect.poll(isReady, { timeout: 5000 }).toBe(true);

    const answers = await stopAsking();
    const acknowledged = answers.filter(({ data }) => data.requestSignInLink).map(({ email }) => email);
    const kept = await place.product.sql('SELECT 1 FROM sign_in_request WHERE email = ANY ($1)', [acknowledged]);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(kept).toHaveLength(acknowledged.length);

    expect(await visitor.me()).toBe(signedIn.email);
    redeemed.push((await server.visitor().redeemLink(token)).data.redeemLink.__typename);
    expect(redeemed.filter((outcome) => outcome === 'SignedIn').length).toBeLessThanOrEqual(1);
    const sessions = await place.product.sql('SELECT 1 FROM session WHERE portal_account_id = $1', [
      inHand.portalAccountId,
    ]);
    expect(sessions).toHaveLength(1);

    await visitor.requestSignInLink(practice.slug, later.email);
    await expect.poll(async () => (await linksTo(place.product, later.email)).length, { timeout: 20_000 }).toBe(1);
  },
);

test(
  'when every connection is taken it says so soon, and who is signed in notices nothing',
  { timeout: 30_000 },
  async () => {
    const [client, inHand] = await Promise.all([1, 2].map(() => addClient(place.product, practice)));
    if (!client || !inHand) throw new Error('two clients were to be added');
    const visitor = server.visitor();
    await visitor.redeemLink(await issueLink(place.product, practice, client));
    const token = await issueLink(place.product, practice, inHand);
    const lock = new pg.Client(place.url);
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE sign_in_link IN ACCESS EXCLUSIVE MODE');

    const startedAt = performance.now();
    const redeeming = Array.from({ length: 60 }, () => server.visitor().redeemLink(token));
    expect((await get('/healthz')).status).toBe(200);
    const refused = await Promise.race(redeeming);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(await visitor.me()).toBe(client.email);
    expectTold(refused);

    await lock.query('ROLLBACK');
    await lock.end();
    const answers = await Promise.all(redeeming);
    expect(answers.filter(({ data }) => data.redeemLink?.__typename === 'SignedIn')).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect((await askOnce()).status).toBe(200);
  },
);
