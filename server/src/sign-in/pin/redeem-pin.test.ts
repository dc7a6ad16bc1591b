import { beforeAll, expect, test } from 'vitest';
import { wrongPin, pinFor } from '../../../test/credentials.ts';
import {
  addClient,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { agePins } from '../../../test/time.ts';
import type { ApiClient } from '../../../test/api-client.ts';
import { KeyedHash } from '../../lib/keyed-hash.ts';
import { parseSecretKeys, type SecretKeys } from '../../lib/secret-keys.ts';
import { redeemPin } from './redeem-pin.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
  staff = await signInAsStaff(product, practice.ownerEmail);
});

const tryPin = async (email: string, pin: string, slug = practice.slug) =>
  (await product.apiClient().redeemPin(slug, email, pin)).data.redeemPin;
const signedIn = { __typename: 'SignedIn', kind: 'PORTAL' };
const refused = { __typename: 'PinRefused', reason: 'NOT_ACCEPTED' };

test('signs in once with the address and the PIN, and never again with the same one', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  const apiClient = product.apiClient();
  expect((await apiClient.redeemPin(practice.slug, client.email, pin)).data.redeemPin).toMatchObject(signedIn);
  expect(await apiClient.me()).toBe(client.email);

  expect(await tryPin(client.email, pin)).toMatchObject(refused);
  await apiClient.execute('mutation { signOut }');
  expect(await tryPin(client.email, pin)).toMatchObject(refused);
});

test('takes the PIN as people type it', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  const typed = ` ${pin.slice(0, 3)}-${pin.slice(3)} `;
  expect(await tryPin(client.email.toUpperCase(), typed)).toMatchObject(signedIn);
});

test('refuses the right PIN with another address', async () => {
  const client = await addClient(product, practice);
  const other = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  expect(await tryPin(other.email, pin)).toMatchObject(refused);
  expect(await tryPin(`x${client.email}`, pin)).toMatchObject(refused);
  expect(await tryPin(client.email, pin)).toMatchObject(signedIn);
});

test('works at the practice it was made at only, even for the same address', async () => {
  const other = await openPractice(product);
  const client = await addClient(product, practice);
  await addClient(product, other, client.email);
  const pin = await pinFor(staff, client);
  expect(await tryPin(client.email, pin, other.slug)).toMatchObject(refused);
  expect(await tryPin(client.email, pin)).toMatchObject(signedIn);
});

test('is useless after five wrong tries, even when the sixth is right; a new one works', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  for (let n = 1; n <= 5; n += 1) expect(await tryPin(client.email, wrongPin(pin, n))).toMatchObject(refused);
  expect(await tryPin(client.email, pin)).toMatchObject(refused);

  const again = await pinFor(staff, client);
  expect(await tryPin(client.email, again)).toMatchObject(signedIn);
});

test('forgives four wrong tries', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  for (let n = 1; n <= 4; n += 1) await tryPin(client.email, wrongPin(pin, n));
  expect(await tryPin(client.email, pin)).toMatchObject(signedIn);
});

test('locks nobody out: links go on working after five wrong tries', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  for (let n = 1; n <= 5; n += 1) await tryPin(client.email, wrongPin(pin, n));

  const apiClient = product.apiClient();
  await apiClient.requestSignInLink(practice.slug, client.email);
  await apiClient.redeemLink(await newestLinkTo(product, client.email));
  expect(await apiClient.me()).toBe(client.email);
});

test('a newer PIN takes the place of the older one', async () => {
  const client = await addClient(product, practice);
  const older = await pinFor(staff, client);
  let newer = await pinFor(staff, client);
  // One in a million times the two are the same.
  if (newer === older) newer = await pinFor(staff, client);
  expect(await tryPin(client.email, older)).toMatchObject(refused);
  expect(await tryPin(client.email, newer)).toMatchObject(signedIn);
});

test('works a little before 24 hours are over, and not after', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  await agePins(product, client.email, 24 * 3600 - 30);
  expect(await tryPin(client.email, wrongPin(pin))).toMatchObject(refused);
  await agePins(product, client.email, 31);
  expect(await tryPin(client.email, pin)).toMatchObject(refused);

  const early = await pinFor(staff, client);
  await agePins(product, client.email, 24 * 3600 - 30);
  expect(await tryPin(client.email, early)).toMatchObject(signedIn);
});

test.each([
  ['access is off', 'UPDATE portal_access SET active = false WHERE client_id = $1'],
  ['the client is archived', 'UPDATE client SET archived_at = now() WHERE id = $1'],
])('refuses the right PIN while %s, whoever else may sign in', async (_name, change) => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  await product.sql(change, [client.clientId]);
  expect(await tryPin(client.email, pin)).toMatchObject(refused);
});

test('a link and a PIN of one address do not use each other up', async () => {
  const client = await addClient(product, practice);
  const pin = await pinFor(staff, client);
  await product.apiClient().requestSignInLink(practice.slug, client.email);
  const token = await newestLinkTo(product, client.email);
  expect(await tryPin(client.email, pin)).toMatchObject(signedIn);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink).toMatchObject(signedIn);
});

/** A PIN of these digits. */
async function makePin(portalAccessId: string, digits: string, hash: KeyedHash): Promise<void> {
  const keyed = { keyId: hash.currentKeyId, hash: hash.makeCurrent([Buffer.from(digits)]) };
  await product.stores.pins.replace(practice.practiceId, portalAccessId, keyed, practice.ownerId);
}

test('works after the keys were rotated, for as long as its own is among them', async () => {
  const client = await addClient(product, practice);
  const hashWith = (...ids: string[]) =>
    new KeyedHash(
      parseSecretKeys(ids.map((id) => `${id}:${Buffer.alloc(32, id).toString('base64')}`).join(',')) as SecretKeys,
      'pin',
    );
  await makePin(client.portalAccessId, '004217', hashWith('a'));
  const tryWith = async (pinHash: KeyedHash) => {
    const typed = { portal: practice.slug, email: client.email, pin: '004217' };
    const browser = { device: 'Firefox', current: undefined, network: '198.51.100.7' };
    return (await redeemPin({ ...product.stores, pinHash, logger: { warn: () => undefined } }, typed, browser)).outcome;
  };
  expect(await tryWith(hashWith('b'))).toBe('refused');
  expect(await tryWith(hashWith('b', 'a'))).toBe('signed-in');
});

test('keeps nothing of the digits that shows equal ones, or that the digits alone would give', async () => {
  const { pinHash } = product.stores;
  const stored: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const { portalAccessId, portalAccountId } = await addClient(product, practice);
    await makePin(portalAccessId, '123456', pinHash);
    const [row] = await product.sql<{ id: string; hash: Buffer; digits: Buffer; bound: Buffer }>(
      `SELECT digits_hash AS hash, sha256('123456') AS digits, sha256(uuid_send(id) || '123456'::bytea) AS bound
         FROM pin WHERE portal_account_id = $1`,
      [portalAccountId],
    );
    expect(
      [row?.digits, row?.bound, pinHash.makeCurrent([Buffer.from('123456')])].map((each) => each?.toString('hex')),
    ).not.toContain(row?.hash.toString('hex'));
    stored.push(row?.hash.toString('hex') ?? '');
  }
  expect(stored[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(stored[1]).not.toBe(stored[0]);
});

test.each(['', '12345', '1234567', 'abcdef', '______', '%%%%%%', '12 34', '\0\0\0\0\0\0', "1' OR 1"])(
  'refuses %j by its form alone, without counting a try',
  async (typed) => {
    const client = await addClient(product, practice);
    await pinFor(staff, client);
    const answer = await product.apiClient().redeemPin(practice.slug, client.email, typed);
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field: 'pin' } });
    const [pin] = await product.sql('SELECT tries FROM pin WHERE portal_account_id = $1', [client.portalAccountId]);
    expect(pin).toEqual({ tries: 0 });
  },
);

test.each([[null], [123_456], [{}], [[]], [['123456']], [{ digits: '123456' }], [true]])(
  'takes text only: %j is no PIN',
  async (pin) => {
    const query = 'mutation ($input: RedeemPinInput!) { redeemPin(input: $input) { __typename } }';
    const input = { portal: practice.slug, email: 'jamie@client.example', pin };
    expect((await product.apiClient().execute(query, { input })).code).toBe('BAD_USER_INPUT');
  },
);
