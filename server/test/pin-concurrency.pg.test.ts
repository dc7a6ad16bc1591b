import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  newestLinkTo,
  openPractice,
  signInAsStaff,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import { sharedServers, type TwoServers } from './two-servers.ts';
import type { Answer, ApiClient } from './api-client.ts';

let two: TwoServers;
let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  two = await sharedServers();
  ({ product } = two);
});

/** A client of a practice of their own, and its owner, signed in. */
async function openClient(): Promise<TestClient> {
  practice = await openPractice(product);
  staff = await signInAsStaff({ ...product, apiClient: () => two.servers[0].apiClient() }, practice.ownerEmail);
  return addClient(product, practice);
}

/** The same act many times at once, every other one at the other server. */
const atOnce = (count: number, act: (apiClient: ApiClient, n: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => act((two.servers[n % 2] ?? two.servers[0]).apiClient(), n)));

/** Guesses that are not the PIN. */
const wrong = (digits: string, n: number) => String((Number(digits) + 1 + n) % 1_000_000).padStart(6, '0');

const triesOf = async (portalAccountId: string) =>
  (await product.sql<{ tries: number }>('SELECT tries FROM pin WHERE portal_account_id = $1', [portalAccountId])).map(
    ({ tries }) => tries,
  );

test('fifty wrong guesses at once are compared five times at most; then the right PIN is refused and links work', async () => {
  const { email, portalAccessId, portalAccountId } = await openClient();
  const { digits } = (await staff.generatePin(portalAccessId)).data.generatePin;

  const answers = await atOnce(50, (apiClient, n) => apiClient.redeemPin(practice.slug, email, wrong(digits, n)));

  expect(new Set(answers.map(({ data }) => data.redeemPin.__typename))).toEqual(new Set(['PinRefused']));
  expect(await triesOf(portalAccountId)).toEqual([5]);
  for (const server of two.servers) {
    expect((await server.apiClient().redeemPin(practice.slug, email, digits)).data.redeemPin.__typename).toBe(
      'PinRefused',
    );
  }
  const apiClient = two.servers[1].apiClient();
  await apiClient.requestSignInLink(practice.slug, email);
  await apiClient.redeemLink(await newestLinkTo(product, email));
  expect(await apiClient.me()).toBe(email);
});

test('the right PIN among fifty guesses at once lets one in at most, and counts no more than five tries', async () => {
  const { email, portalAccessId, portalAccountId } = await openClient();
  const { digits } = (await staff.generatePin(portalAccessId)).data.generatePin;

  const answers = await atOnce(50, (apiClient, n) =>
    apiClient.redeemPin(practice.slug, email, n % 5 === 4 ? digits : wrong(digits, n)),
  );

  expect(answers.filter(({ data }) => data.redeemPin.__typename === 'SignedIn').length).toBeLessThanOrEqual(1);
  expect((await triesOf(portalAccountId))[0]).toBeLessThanOrEqual(5);
});

test('wrong tries are still counted after the servers were killed', async () => {
  const { email, portalAccessId, portalAccountId } = await openClient();
  const { digits } = (await staff.generatePin(portalAccessId)).data.generatePin;
  const first = await two.startServer();
  for (let n = 0; n < 4; n += 1) await first.apiClient().redeemPin(practice.slug, email, wrong(digits, n));
  await first.kill();

  const second = await two.startServer();
  await second.apiClient().redeemPin(practice.slug, email, wrong(digits, 5));

  expect(await triesOf(portalAccountId)).toEqual([5]);
  expect((await second.apiClient().redeemPin(practice.slug, email, digits)).data.redeemPin.__typename).toBe(
    'PinRefused',
  );
});

test('one operation holds one guess: aliases and batches are refused before anything is compared', async () => {
  const { email, portalAccessId, portalAccountId } = await openClient();
  const { digits } = (await staff.generatePin(portalAccessId)).data.generatePin;
  const input = (guess: string) => `{ portal: "${practice.slug}", email: "${email}", pin: "${guess}" }`;
  const guesses = [0, 1, 2].map((n) => `g${n}: redeemPin(input: ${input(wrong(digits, n))}) { __typename }`);
  const right = `right: redeemPin(input: ${input(digits)}) { __typename }`;

  for (const server of two.servers) {
    const aliases = await server.apiClient().execute(`mutation { ${[...guesses, right].join(' ')} }`);
    expect(aliases.body).not.toContain('SignedIn');
    const batch = await server.requestTarget.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify([...guesses, right].map((field) => ({ query: `mutation { ${field} }` }))),
    });
    expect(batch.statusCode).toBe(400);
  }

  expect(await triesOf(portalAccountId)).toEqual([0]);
});

test('of PINs generated at once one is live, it was shown to somebody, and there are ten a day at most', async () => {
  const { email, portalAccessId, portalAccountId } = await openClient();

  const answers = await atOnce(20, (_, n) =>
    (two.servers[n % 2] ?? two.servers[0]).withCookiesOf(staff).generatePin(portalAccessId),
  );

  const shown = answers.flatMap(({ data }) => (data.generatePin ? [data.generatePin.digits as string] : []));
  expect(shown).toHaveLength(10);
  expect(answers.filter(({ code }) => code === 'TOO_MANY_REQUESTS')).toHaveLength(10);
  const live = 'SELECT id FROM pin WHERE portal_account_id = $1 AND voided_at IS NULL AND redeemed_at IS NULL';
  expect(await product.sql(live, [portalAccountId])).toHaveLength(1);

  let signedIn = 0;
  for (const digits of shown) {
    await product.sql('UPDATE pin SET tries = 0 WHERE portal_account_id = $1', [portalAccountId]);
    const { data } = await two.servers[0].apiClient().redeemPin(practice.slug, email, digits);
    if (data.redeemPin.__typename === 'SignedIn') signedIn += 1;
  }
  expect(signedIn).toBe(1);
});
