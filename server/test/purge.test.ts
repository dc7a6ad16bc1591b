import { beforeAll, expect, test } from 'vitest';
import { purge as purgeAll } from '../src/app/housekeeping.ts';
import { issueLink, issueStaffLink, pinFor } from './credentials.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import type { ApiClient } from './api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  staff = product.apiClient();
  await staff.redeemLink(await issueStaffLink(product, practice));
});

const purge = () => purgeAll(product.stores);

async function count(table: 'pin' | 'sign_in_link' | 'session', { portalAccountId }: TestClient): Promise<number> {
  const [row] = await product.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE portal_account_id = $1`,
    [portalAccountId],
  );
  return row?.count ?? 0;
}

/** A client with a used link, a replaced PIN and a session that was signed out. */
async function spent(): Promise<TestClient> {
  const client = await addClient(product, practice);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  await apiClient.execute('mutation { signOut }');
  const pin = await pinFor(staff, client);
  await apiClient.redeemPin(practice.slug, client.email, pin);
  await apiClient.execute('mutation { signOut }');
  return client;
}

async function age({ portalAccountId }: TestClient, days: number): Promise<void> {
  const past = `- make_interval(days => ${days})`;
  const where = 'WHERE portal_account_id = $1';
  await product.sql(
    `UPDATE sign_in_link SET redeemed_at = redeemed_at ${past}, expires_at = expires_at ${past} ${where}`,
    [portalAccountId],
  );
  await product.sql(`UPDATE pin SET redeemed_at = redeemed_at ${past}, expires_at = expires_at ${past} ${where}`, [
    portalAccountId,
  ]);
  await product.sql(`UPDATE session SET ended_at = ended_at ${past}, expires_at = expires_at ${past} ${where}`, [
    portalAccountId,
  ]);
}

test('spent credentials are gone within seven days', async () => {
  const client = await spent();
  await age(client, 7);
  await purge();
  for (const table of ['pin', 'sign_in_link', 'session'] as const) expect(await count(table, client), table).toBe(0);
});

test('expired ones too, even when nobody ever used them', async () => {
  const client = await addClient(product, practice);
  await issueLink(product, practice, client);
  await pinFor(staff, client);
  await age(client, 8);
  await purge();
  for (const table of ['pin', 'sign_in_link'] as const) expect(await count(table, client), table).toBe(0);
});

test('what was spent a few days ago stays, so that an old link can still say why it does not work', async () => {
  const client = await spent();
  await age(client, 5);
  await purge();
  for (const table of ['pin', 'sign_in_link'] as const) expect(await count(table, client), table).toBe(1);
  expect(await count('session', client)).toBe(2);
});

test('what still works stays', async () => {
  const client = await addClient(product, practice);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  const link = await issueLink(product, practice, client);
  const pin = await pinFor(staff, client);
  await purge();
  expect(await apiClient.me()).toBe(client.email);
  expect((await product.apiClient().redeemLink(link)).data.redeemLink.__typename).toBe('SignedIn');
  expect((await product.apiClient().redeemPin(practice.slug, client.email, pin)).data.redeemPin.__typename).toBe(
    'SignedIn',
  );
});

test('what was typed on the sign-in page is forgotten after 30 days', async () => {
  const typed = `typo@${practice.slug}.example`;
  await product.apiClient().requestSignInLink(practice.slug, typed);
  await product.apiClient().requestSignInLink(practice.slug, `recent-${typed}`);
  await product.sql("UPDATE sign_in_request SET asked_at = asked_at - interval '31 days' WHERE email = $1", [typed]);
  await product.sql("UPDATE sign_in_request SET asked_at = asked_at - interval '29 days' WHERE email = $1", [
    `recent-${typed}`,
  ]);
  await purge();
  const left = await product.sql("SELECT email FROM sign_in_request WHERE email LIKE '%typo@' || $1 || '.example'", [
    practice.slug,
  ]);
  expect(left).toEqual([{ email: `recent-${typed}` }]);
});

test('the record is kept as long as its practice has chosen, and no longer', async () => {
  const [short, long] = [await openPractice(product), await openPractice(product)];
  await product.sql('UPDATE practice SET activity_retention_days = 30 WHERE id = $1', [short.practiceId]);
  for (const { practiceId } of [short, long]) {
    for (const days of [29, 31, 2191]) {
      await product.sql(
        `INSERT INTO activity (practice_id, id, at, kind, result, details)
         VALUES ($1, gen_random_uuid(), now() - make_interval(days => $2), 'signed-in', 'link', jsonb_build_object('days', $2::int))`,
        [practiceId, days],
      );
    }
  }
  await purge();
  const left = async ({ practiceId }: TestPractice) =>
    (
      await product.sql<{ days: number }>(
        "SELECT (details->>'days')::int AS days FROM activity WHERE practice_id = $1 AND details ? 'days' ORDER BY 1",
        [practiceId],
      )
    ).map(({ days }) => days);
  expect(await left(short)).toEqual([29]);
  expect(await left(long)).toEqual([29, 31, 2191]);
});

test('no practice can keep its record longer than six years', async () => {
  await expect(
    product.sql('UPDATE practice SET activity_retention_days = 2193 WHERE id = $1', [practice.practiceId]),
  ).rejects.toThrow();
});
