import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink, wrongPin, pinFor } from './credentials.ts';
import { addClient, openPractice, openTestProduct, type TestPractice, type TestProduct } from './product.ts';
import { statementsOf } from './statements.ts';
import type { ApiClient } from './api-client.ts';

// The same work for every address is what makes the time to answer say nothing. And on the hot
// paths one statement is one round trip, which is what an answer costs.

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await openTestProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  staff = product.apiClient();
  await staff.redeemLink(await issueStaffLink(product, practice));
});
afterAll(async () => product.close());

const ran = (act: () => Promise<unknown>) => statementsOf(product, act);

test('asking for a link runs one statement, the same for every address, once the server knows the portal', async () => {
  const { email } = await addClient(product, practice);
  const off = await addClient(product, practice);
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [off.portalAccessId]);

  const ask = (address: string) => ran(() => product.apiClient().requestSignInLink(practice.slug, address));
  await ask(email);
  const known = await ask(email);
  expect(known).toHaveLength(1);
  for (const other of [off.email, `nobody@${practice.slug}.example`]) {
    expect(await ask(other)).toEqual(known);
  }
});

test('asking for a staff link runs one statement, the same for every address', async () => {
  const known = await ran(() => product.apiClient().requestStaffSignInLink(practice.ownerEmail));
  expect(known).toHaveLength(1);
  expect(await ran(() => product.apiClient().requestStaffSignInLink('nobody@far-away.example'))).toEqual(known);
});

test('the right PIN runs one statement; every refusal the same two, whoever has the address', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  const withoutPin = await addClient(product, practice);
  const attempt = (email: string, typed: string) =>
    ran(() => product.apiClient().redeemPin(practice.slug, email, typed));

  const wrong = await attempt(client.email, wrongPin(pin));
  expect(wrong).toHaveLength(2);
  expect(await attempt(`nobody@${practice.slug}.example`, pin)).toEqual(wrong);
  expect(await attempt(withoutPin.email, pin)).toEqual(wrong);
  expect(await attempt(client.email, pin)).toHaveLength(1);
  expect(await attempt(client.email, pin)).toEqual(wrong);
});

test('a refusal writes one row more than it records: the try at the PIN, or else what was typed once more', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  const withoutPin = await addClient(product, practice);
  const unknown = `no-one@${practice.slug}.example`;
  const refused = async (email: string) => {
    await product.apiClient().redeemPin(practice.slug, email, wrongPin(pin));
    // `xmin` is the transaction that wrote a row last.
    const [row] = await product.sql(
      `SELECT r.xmin = a.xmin AS "typedAgain", p.xmin = r.xmin AS "tryCounted"
         FROM sign_in_request r JOIN activity a ON a.details ->> 'requestId' = r.id::text
         LEFT JOIN pin p ON p.portal_account_id = r.portal_account_id
        WHERE r.email = $1`,
      [email],
    );
    return row;
  };
  expect(await refused(client.email)).toEqual({ typedAgain: false, tryCounted: true });
  expect(await refused(withoutPin.email)).toEqual({ typedAgain: true, tryCounted: null });
  expect(await refused(unknown)).toEqual({ typedAgain: true, tryCounted: null });
});

test('making a PIN runs one statement besides the look-up of who asks', async () => {
  const { portalAccessId } = await addClient(product, practice);
  const query = 'mutation ($input: GeneratePinInput!) { generatePin(input: $input) { digits } }';
  expect(await ran(() => staff.execute(query, { input: { portalAccessId } }))).toHaveLength(2);
});

test('redeeming a link runs one statement, and one more to say why it was refused', async () => {
  const token = await issueLink(product, practice, await addClient(product, practice));
  expect(await ran(() => product.apiClient().redeemLink(token))).toHaveLength(1);
  expect(await ran(() => product.apiClient().redeemLink(token))).toHaveLength(2);
  expect(await ran(() => product.apiClient().redeemLink('l.t1.never-ours'))).toEqual([]);
});

test('looking up who is signed in runs one statement, and none without a cookie', async () => {
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, await addClient(product, practice)));
  expect(await ran(() => apiClient.me())).toHaveLength(1);
  expect(await ran(() => staff.staff())).toHaveLength(1);
  expect(await ran(() => product.apiClient().me())).toEqual([]);
});

test('a list of clients costs the same number of statements however long it is', async () => {
  const query = `{ clients(first: 100) { edges { node { name lastSignIn { at }
    accesses { email lastSignIn { at } invitation { sentBy delivery { state } } pin { triesLeft } otherClients { name } } } } } }`;
  const few = await ran(() => staff.execute(query));
  for (let n = 0; n < 20; n += 1) await issueLink(product, practice, await addClient(product, practice));
  const many = await ran(() => staff.execute(query));
  expect(many.length).toBe(few.length);
  expect(many.length).toBeLessThanOrEqual(10);
});
