import { beforeAll, expect, test } from 'vitest';
import { addClient, linksTo, openPractice, type TestPractice, type TestProduct } from './product.ts';
import { sharedServers, type TwoServers } from './two-servers.ts';

let two: TwoServers;
let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  two = await sharedServers();
  ({ product } = two);
  practice = await openPractice(product);
});

/** How many requests wait for their answer, and mails for their end. */
async function stillToDo(email: string): Promise<number> {
  const [row] = await product.sql<{ count: number }>(
    `SELECT ((SELECT count(*) FROM sign_in_request WHERE email = $1 AND outcome IS NULL) +
             (SELECT count(*) FROM mail WHERE to_address = $1 AND state = 'queued'))::int AS count`,
    [email],
  );
  return row?.count ?? 0;
}

async function askTwentyTimesAtOnce(email: string, at = practice): Promise<void> {
  const askers = Array.from({ length: 20 }, (_, n) => (two.servers[n % 2] ?? two.servers[0]).apiClient());
  const answers = await Promise.all(askers.map((apiClient) => apiClient.requestSignInLink(at.slug, email)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  await expect.poll(() => stillToDo(email), { timeout: 15_000 }).toBe(0);
}

test('twenty requests at once over two servers leave one live link, the last one mailed', async () => {
  const { email, portalAccountId } = await addClient(product, practice);

  await askTwentyTimesAtOnce(email);

  const [newest = '', ...older] = await linksTo(product, email);
  expect(older.length).toBeLessThan(5);
  const live = await product.sql(
    `SELECT id FROM sign_in_link
      WHERE portal_account_id = $1 AND redeemed_at IS NULL AND voided_at IS NULL AND expires_at > now()`,
    [portalAccountId],
  );
  expect(live).toHaveLength(1);
  for (const token of older) {
    const { data } = await two.servers[0].apiClient().redeemLink(token);
    expect(data.redeemLink).toMatchObject({ __typename: 'LinkRefused', reason: 'SUPERSEDED' });
  }
  const { data } = await two.servers[1].apiClient().redeemLink(newest);
  expect(data.redeemLink.__typename).toBe('SignedIn');
});

test('repeated requests neither mail more than five times nor void the newest link', async () => {
  const { email } = await addClient(product, practice);
  for (let n = 0; n < 5; n += 1) {
    await two.servers[n % 2]?.apiClient().requestSignInLink(practice.slug, email);
    await expect.poll(async () => (await linksTo(product, email)).length, { timeout: 15_000 }).toBe(n + 1);
  }
  const [newest = ''] = await linksTo(product, email);

  await askTwentyTimesAtOnce(email);

  expect(await linksTo(product, email)).toHaveLength(5);
  const { data } = await two.servers[0].apiClient().redeemLink(newest);
  expect(data.redeemLink.__typename).toBe('SignedIn');
});

test('when the five have run out, twenty requests at once over two servers mail one more, which works', async () => {
  const brief = await openPractice(product);
  await product.sql('UPDATE practice SET link_lifetime_minutes = 5 WHERE id = $1', [brief.practiceId]);
  const { email, portalAccountId } = await addClient(product, brief);
  await product.sql(
    `INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, issued_at, expires_at, voided_at, void_reason)
     SELECT $1, gen_random_uuid(), 'sign-in', $2, now() - interval '6 minutes', now() - interval '1 minute',
            CASE WHEN n < 5 THEN now() END, CASE WHEN n < 5 THEN 'superseded' END
       FROM generate_series(1, 5) n`,
    [brief.practiceId, portalAccountId],
  );

  await askTwentyTimesAtOnce(email, brief);

  const [newest = '', ...others] = await linksTo(product, email);
  expect(others).toEqual([]);
  const { data } = await two.servers[0].apiClient().redeemLink(newest);
  expect(data.redeemLink.__typename).toBe('SignedIn');
});
