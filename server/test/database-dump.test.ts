import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongPin, pinFor } from './credentials.ts';
import {
  addClient,
  newestLinkTo,
  openPractice,
  openTestProduct,
  signInAsClient,
  signInAsStaff,
  testKeys,
  type TestProduct,
} from './product.ts';
import { waitForBackgroundWork } from './time.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct();
});
afterAll(async () => product.close());

/** Every row of every table, the job queue's included, as text; bytes as hex. */
async function dump(): Promise<string> {
  const tables = await product.sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows = [];
  for (const { name } of tables)
    rows.push(...(await product.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)));
  return rows.map(({ row }) => row).join('\n');
}

/** The ways in which a secret could stand in a dump. */
const waysToWrite = (secret: Buffer) => [
  secret.toString('hex'),
  secret.toString('base64'),
  secret.toString('base64url'),
  secret.toString('latin1'),
];

test('a copy of the database holds no link, no PIN, no session and no key', async () => {
  const practice = await openPractice(product);
  const client = await addClient(product, practice);
  const staff = await signInAsStaff(product, practice.ownerEmail);
  await staff.sendInvitation(client.portalAccessId);
  const invitation = await newestLinkTo(product, client.email);
  const apiClient = await signInAsClient(product, practice.slug, client.email);
  await product.apiClient().requestSignInLink(practice.slug, client.email);
  const live = await newestLinkTo(product, client.email, 2);
  const pin = await pinFor(staff, client);
  const spent = await pinFor(staff, await addClient(product, practice, `other-${client.email}`));
  await product.apiClient().redeemPin(practice.slug, `other-${client.email}`, wrongPin(spent));
  await product.apiClient().redeemPin(practice.slug, `other-${client.email}`, spent);
  await waitForBackgroundWork(product);

  const copy = await dump();
  expect(copy).toContain(client.email);
  expect(copy).toContain('sign-in-link');

  for (const token of [invitation, live]) {
    expect(copy).not.toContain(token);
    const mac = Buffer.from(token.split('.')[2] ?? '', 'base64url').subarray(32);
    for (const written of waysToWrite(mac)) expect(copy).not.toContain(written);
  }
  for (const cookie of [...apiClient.cookies.values(), ...staff.cookies.values()]) {
    expect(copy).not.toContain(cookie);
    const secret = Buffer.from(cookie, 'base64url').subarray(16);
    for (const written of waysToWrite(secret)) expect(copy).not.toContain(written);
    expect(copy).toContain(createHash('sha256').update(secret).digest('hex'));
  }
  for (const written of waysToWrite(testKeys[0].bytes)) expect(copy).not.toContain(written);

  // Digits stand inside ids, times and hashes by chance; what is left must not hold them.
  const withoutNoise = copy.replaceAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\+x[0-9a-f]+|\d{4}-\d\d-\d\d[ T][\d:.+]+/g,
    '',
  );
  for (const digits of [pin, spent]) {
    expect(withoutNoise).not.toContain(digits);
    // A hash that needs no key would be found by trying a million PINs.
    for (const name of ['sha256', 'sha1', 'md5', 'sha512']) {
      expect(copy).not.toContain(createHash(name).update(digits).digest('hex'));
    }
  }
});

test('what is stored of a PIN does not say that two PINs are the same', async () => {
  const hashes = await product.sql<{ hash: string }>("SELECT encode(digits_hash, 'hex') AS hash FROM pin");
  expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
});
