import { beforeAll, expect, test } from 'vitest';
import { issueLink, wrongPin, pinFor } from './credentials.ts';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import { waitForBackgroundWork } from './time.ts';
import type { Answer, ApiClient } from './api-client.ts';

// Nobody learns who is a client: whoever asks gets the same bytes for every address.

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;
let addresses: Record<string, string>;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
  staff = await signInAsStaff(product, practice.ownerEmail);
  const [known, off, archived, throttled] = [await client(), await client(), await client(), await client()];
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [off.portalAccessId]);
  await product.sql('UPDATE client SET archived_at = now() WHERE id = $1', [archived.clientId]);
  for (let n = 0; n < 5; n += 1) await issueLink(product, practice, throttled);
  const elsewhere = await addClient(product, await openPractice(product));
  addresses = {
    known: known.email,
    'unknown here': `nobody@${practice.slug}.example`,
    'unknown anywhere': 'someone@far-away.example',
    'known to another practice only': elsewhere.email,
    'of a member of the staff': practice.ownerEmail,
    'with access switched off': off.email,
    'of an archived client': archived.email,
    'that had its share of mails': throttled.email,
  };
  await waitForBackgroundWork(product);
});

const client = (): Promise<TestClient> => addClient(product, practice);

/** All that the asker can see; the date changes by itself. */
function seen({ status, body, headers }: Answer): object {
  const { date: _, ...rest } = headers;
  return { status, body, headers: rest };
}

test('a request for a link gets the same answer, byte for byte, for every address', async () => {
  const answers = new Map<string, object>();
  for (const [which, email] of Object.entries(addresses)) {
    answers.set(which, seen(await product.apiClient().requestSignInLink(practice.slug, email)));
  }
  for (const [which, answer] of answers) expect(answer, which).toEqual(answers.get('known'));
  expect(answers.get('known')).toMatchObject({ status: 200, body: expect.stringContaining('"askAgainInSeconds":30') });

  await waitForBackgroundWork(product);
  const outcomes = await product.sql<{ email: string; outcome: string }>(
    "SELECT email, outcome FROM sign_in_request WHERE practice_id = $1 AND outcome NOT LIKE 'pin%'",
    [practice.practiceId],
  );
  const byEmail = Object.fromEntries(outcomes.map(({ email, outcome }) => [email, outcome]));
  expect(Object.values(addresses).map((email) => byEmail[email])).toEqual([
    'sent',
    'no-account',
    'no-account',
    'no-account',
    'no-account',
    'access-off',
    'access-off',
    'throttled',
  ]);
});

test('a PIN that does not work gets the same answer for every address and every cause', async () => {
  const [wrong, dead, expired, used, revoked, replaced, off] = [
    await client(),
    await client(),
    await client(),
    await client(),
    await client(),
    await client(),
    await client(),
  ];
  const tried = new Map<string, [email: string, pin: string]>();
  for (const [which, email] of Object.entries(addresses)) tried.set(`no PIN, address ${which}`, [email, '123456']);

  tried.set('a wrong PIN', [wrong.email, wrongPin(await pinFor(staff, wrong))]);
  tried.set('a PIN that had five wrong tries', [dead.email, await pinFor(staff, dead)]);
  tried.set('a PIN that is over', [expired.email, await pinFor(staff, expired)]);
  tried.set('a PIN that was used', [used.email, await pinFor(staff, used)]);
  tried.set('a PIN that was taken back', [revoked.email, await pinFor(staff, revoked)]);
  tried.set('a PIN that was replaced', [replaced.email, await pinFor(staff, replaced)]);
  tried.set('a PIN whose access went off meanwhile', [off.email, await pinFor(staff, off)]);
  const which = (each: TestClient) => [each.portalAccountId];
  await product.sql('UPDATE pin SET tries = 5 WHERE portal_account_id = $1', which(dead));
  await product.sql(
    "UPDATE pin SET expires_at = now() - interval '1 second' WHERE portal_account_id = $1",
    which(expired),
  );
  await product.sql('UPDATE pin SET redeemed_at = now() WHERE portal_account_id = $1', which(used));
  await product.sql(
    "UPDATE pin SET voided_at = now(), void_reason = 'revoked' WHERE portal_account_id = $1",
    which(revoked),
  );
  await product.sql(
    "UPDATE pin SET voided_at = now(), void_reason = 'superseded' WHERE portal_account_id = $1",
    which(replaced),
  );
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [off.portalAccessId]);

  const answers = new Map<string, object>();
  for (const [name, [email, pin]] of tried) {
    answers.set(name, seen(await product.apiClient().redeemPin(practice.slug, email, pin)));
  }
  for (const [name, answer] of answers) expect(answer, name).toEqual(answers.get('a wrong PIN'));
  expect(answers.get('a wrong PIN')).toMatchObject({ status: 200, body: expect.stringContaining('NOT_ACCEPTED') });
});

test('what a wrong PIN leaves behind is kept in the same indexes for every address', async () => {
  // An index that takes only one of the two rows makes that answer slower: by little, and for all who can count.
  const known = await client();
  const wrong = wrongPin(await pinFor(staff, known));
  const before = await product.sql<{ id: string }>('SELECT id FROM activity WHERE practice_id = $1', [
    practice.practiceId,
  ]);
  await product.apiClient().redeemPin(practice.slug, known.email, wrong);
  await product.apiClient().redeemPin(practice.slug, 'nobody-at-all@far-away.example', wrong);
  const partial = await product.sql<{ name: string; takes: string }>(
    `SELECT indexrelid::regclass AS name, pg_get_expr(indpred, indrelid) AS takes
     FROM pg_index WHERE indrelid = 'activity'::regclass AND indpred IS NOT NULL`,
  );
  expect(partial.length).toBeGreaterThan(0);
  for (const { name, takes } of partial) {
    const rows = await product.sql<{ taken: boolean }>(
      `SELECT ${takes} AS taken FROM activity WHERE practice_id = $1 AND id <> ALL($2)`,
      [practice.practiceId, before.map(({ id }) => id)],
    );
    expect(rows, name).toHaveLength(2);
    expect(rows[0], name).toEqual(rows[1]);
  }
});

test('a request for a staff link gets the same answer for every address', async () => {
  const [known, left, throttled] = [
    await addStaff(product, practice, 'clinician'),
    await addStaff(product, practice, 'clinician'),
    await addStaff(product, practice, 'clinician'),
  ];
  await product.sql('UPDATE staff_member SET removed_at = now() WHERE email = $1', [left]);
  for (let n = 0; n < 5; n += 1) {
    await product.apiClient().requestStaffSignInLink(throttled);
    await waitForBackgroundWork(product);
  }
  const answers = [];
  for (const email of [known, left, throttled, 'nobody@far-away.example', addresses['known'] ?? '']) {
    answers.push(seen(await product.apiClient().requestStaffSignInLink(email)));
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  await waitForBackgroundWork(product);
});
