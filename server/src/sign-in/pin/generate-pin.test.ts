import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongPin, pinFor } from '../../../test/credentials.ts';
import {
  addClient,
  openPractice,
  openTestProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { agePins } from '../../../test/time.ts';
import type { ApiClient } from '../../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await openTestProduct();
  practice = await openPractice(product);
  staff = await signInAsStaff(product, practice.ownerEmail);
});
afterAll(async () => product.close());

const tab = `query ($id: ID!) { client(id: $id) { accesses { id email active
  pin { createdAt expiresAt createdBy wrongTries triesLeft } } activity { edges { node { kind summary } } } } }`;

test('shows the digits once, with when they expire; afterwards only that there is a PIN', async () => {
  const client = await addClient(product, practice);
  const { digits, expiresAt } = (await staff.generatePin(client.portalAccessId)).data.generatePin;
  expect(digits).toMatch(/^\d{6}$/);
  const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);

  await product.apiClient().redeemPin(practice.slug, client.email, wrongPin(digits));
  const answer = await staff.execute(tab, { id: client.clientId });
  expect(answer.data.client.accesses[0].pin).toMatchObject({ createdBy: 'Olivia Hart', wrongTries: 1, triesLeft: 4 });
  expect(answer.body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')).not.toContain(digits);
  expect(product.log.join('').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|"ms":\d+|\d\d\.\d{3}Z/g, '')).not.toContain(digits);
});

test('makes ten PINs a day for one address, and the tenth stays good', async () => {
  const client = await addClient(product, practice);
  let pin = '';
  for (let n = 0; n < 10; n += 1) pin = await pinFor(staff, client);
  const eleventh = await staff.generatePin(client.portalAccessId);
  expect(eleventh.code).toBe('TOO_MANY_REQUESTS');
  expect(eleventh.extensions['retryAfterSeconds']).toBeGreaterThan(0);
  expect((await product.apiClient().redeemPin(practice.slug, client.email, pin)).data.redeemPin.__typename).toBe(
    'SignedIn',
  );

  await agePins(product, client.email, 24 * 3600 + 1);
  expect(await pinFor(staff, client)).toMatch(/^\d{6}$/);
});

test('counts the day for the address, whichever client it was opened from', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  for (let n = 0; n < 10; n += 1) await pinFor(staff, n % 2 ? mia : leo);
  expect((await staff.generatePin(mia.portalAccessId)).code).toBe('TOO_MANY_REQUESTS');
  expect((await staff.generatePin(leo.portalAccessId)).code).toBe('TOO_MANY_REQUESTS');
});

test('takes a PIN back before it is used', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  const revoke = 'mutation ($input: RevokePinInput!) { revokePin(input: $input) { pin { triesLeft } } }';
  const input = { portalAccessId: client.portalAccessId };
  expect((await staff.execute(revoke, { input })).data.revokePin.pin).toBeNull();
  expect((await product.apiClient().redeemPin(practice.slug, client.email, pin)).data.redeemPin.__typename).toBe(
    'PinRefused',
  );
  expect((await staff.execute(revoke, { input })).data.revokePin.pin).toBeNull();
});

test('makes none while access is off or the client is archived, and says what to do', async () => {
  const client = await addClient(product, practice);
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [client.portalAccessId]);
  expect(await staff.generatePin(client.portalAccessId)).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('Switch it on'),
  });
  expect((await staff.sendInvitation(client.portalAccessId)).code).toBe('BAD_USER_INPUT');

  const archived = await addClient(product, practice);
  await product.sql('UPDATE client SET archived_at = now() WHERE id = $1', [archived.clientId]);
  expect(await staff.generatePin(archived.portalAccessId)).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('Restore the client'),
  });
  expect((await staff.sendInvitation(archived.portalAccessId)).code).toBe('BAD_USER_INPUT');
});
