import { beforeAll, expect, test, vi } from 'vitest';
import {
  addClient,
  linksTo,
  newestLinkTo,
  openPractice,
  sharedProduct,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { newId } from '../../lib/ids.ts';
import { ageLinks, allLinksTo, waitForBackgroundWork } from '../../../test/time.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
});

const ask = (email: string) => product.apiClient().requestSignInLink(practice.slug, email);

test('mails five links within an hour; asking further neither mails nor makes the last one useless', async () => {
  const { email } = await addClient(product, practice);
  const answers = [];
  for (let n = 1; n <= 5; n += 1) {
    answers.push((await ask(email)).body);
    await newestLinkTo(product, email, n);
  }
  for (let n = 0; n < 5; n += 1) answers.push((await ask(email)).body);
  expect(new Set(answers).size).toBe(1);

  const links = await allLinksTo(product, email);
  expect(links).toHaveLength(5);
  const apiClient = product.apiClient();
  expect((await apiClient.redeemLink(links[0] ?? '')).data.redeemLink.__typename).toBe('SignedIn');
});

test('mails once more when a shortened lifetime ends the last of five links within the hour', async () => {
  const short = await openPractice(product);
  await product.sql('UPDATE practice SET link_lifetime_minutes = 5 WHERE id = $1', [short.practiceId]);
  const { email } = await addClient(product, short);
  const askThere = () => product.apiClient().requestSignInLink(short.slug, email);
  for (let n = 1; n <= 5; n += 1) {
    await askThere();
    await newestLinkTo(product, email, n);
  }
  await ageLinks(product, email, 5 * 60 + 1);
  await Promise.all([askThere(), askThere(), askThere()]);
  const links = await allLinksTo(product, email);
  expect(links).toHaveLength(6);
  await askThere();
  expect(await allLinksTo(product, email)).toEqual(links);
  expect((await product.apiClient().redeemLink(links[0] ?? '')).data.redeemLink.__typename).toBe('SignedIn');
});

test('mails at most twenty links within an hour, even where each is used at once', async () => {
  const { email, portalAccountId } = await addClient(product, practice);
  await product.sql(
    `INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, expires_at, redeemed_at)
     SELECT $1, gen_random_uuid(), 'sign-in', $2, now() + interval '1 day', now() FROM generate_series(1, 20)`,
    [practice.practiceId, portalAccountId],
  );
  await ask(email);
  expect(await allLinksTo(product, email)).toEqual([]);
});

test('mails again when an hour has passed', async () => {
  const { email, portalAccountId } = await addClient(product, practice);
  for (let n = 1; n <= 5; n += 1) {
    await ask(email);
    await newestLinkTo(product, email, n);
  }
  await product.sql(
    "UPDATE sign_in_link SET issued_at = issued_at - interval '61 minutes' WHERE portal_account_id = $1",
    [portalAccountId],
  );
  await ask(email);
  await newestLinkTo(product, email, 6);
});

test('mails to the address on file, however it was typed', async () => {
  const { email } = await addClient(product, practice, `zo\u00eb@${practice.slug}.example`);
  await ask(`  ZOE\u0308@${practice.slug.toUpperCase()}.EXAMPLE `);
  await newestLinkTo(product, email);
  const addresses = (await product.mailbox.list()).map(({ to }) => to);
  expect(addresses.filter((to) => to.startsWith('zo') && to.includes(practice.slug))).toEqual([email]);
});

test.each([
  ['a letter that looks alike', (email: string) => email.replace('a', '\u0430')],
  ['a letter that is alike to some programs', (email: string) => email.replace('i', '\u0131')],
  ['full-width letters', (email: string) => email.replace('j', '\uff4a')],
  ['a plus sign', (email: string) => email.replace('@', '+porch@')],
  ['a percent sign', (email: string) => email.replace('jamie', '%')],
  ['an underscore', (email: string) => email.replace('jamie', '_amie')],
  ['a dot more', (email: string) => email.replace('jamie', 'ja.mie')],
])('takes an address with %s for another one, and mails nobody', async (_, change) => {
  const { email } = await addClient(product, practice);
  const typed = change(email);
  await waitForBackgroundWork(product);
  const before = (await product.mailbox.list()).length;
  expect((await ask(typed)).code).toBeUndefined();
  await waitForBackgroundWork(product);
  expect(await product.mailbox.list()).toHaveLength(before);
  const [request] = await product.sql('SELECT outcome FROM sign_in_request WHERE email = $1', [typed]);
  expect(request).toEqual({ outcome: 'no-account' });
});

test.each([
  '%',
  '_',
  '',
  '@',
  "' OR 1=1 --",
  'null',
  'a@b',
  '<a@b.example>',
  'a@b.example, c@d.example',
  'a@b.example\nBcc: c@d.example',
])('refuses %j for an address, by its form alone', async (typed) => {
  const answer = await ask(typed);
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field: 'email' } });
});

test.each([[null], [{}], [[]], [0], [1], [true], [['jamie@client.example']], [{ email: 'jamie@client.example' }]])(
  'takes text only: %j matches nobody',
  async (email) => {
    const { portalAccountId } = await addClient(product, practice);
    const query =
      'mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { askAgainInSeconds } }';
    const answer = await product.apiClient().execute(query, { input: { portal: practice.slug, email } });
    expect(answer.code).toBe('BAD_USER_INPUT');
    const links = await product.sql('SELECT 1 FROM sign_in_link WHERE portal_account_id = $1', [portalAccountId]);
    expect(links).toEqual([]);
  },
);

test.each(['no-such-portal', '', '%', '_', '\0', '../harbor', 'Staff', 'staff', 'x'.repeat(10_000)])(
  'knows no portal at %j',
  async (slug) => {
    const apiClient = product.apiClient();
    expect((await apiClient.requestSignInLink(slug, 'jamie@client.example')).code).toBe('NOT_FOUND');
    expect((await apiClient.redeemPin(slug, 'jamie@client.example', '123456')).code).toBe('NOT_FOUND');
    expect((await apiClient.execute('query ($slug: String!) { portal(slug: $slug) { name } }', { slug })).data).toEqual(
      {
        portal: null,
      },
    );
  },
);

test('mails nobody for a client of another practice', async () => {
  const other = await openPractice(product);
  const { email } = await addClient(product, other);
  await ask(email);
  await waitForBackgroundWork(product);
  expect(await linksTo(product, email)).toEqual([]);
});

test('answers the same request once, even when two servers take it up', async () => {
  const { email } = await addClient(product, practice);
  await ask(email);
  await newestLinkTo(product, email);
  const [request] = await product.sql<{ id: string }>('SELECT id FROM sign_in_request WHERE email = $1', [email]);
  expect(await product.stores.signInRequests.answer(practice.practiceId, [request?.id ?? ''])).toEqual([]);
  expect(await allLinksTo(product, email)).toHaveLength(1);
});

test("a request that can't be answered holds up no other, and ends where staff see it", async () => {
  const { email, portalAccountId } = await addClient(product, practice);
  const other = await addClient(product, practice);
  await product.sql(`ALTER TABLE mail ADD CONSTRAINT unanswerable CHECK (to_address <> '${email}') NOT VALID`);
  await ask(email);
  await ask(other.email);
  await newestLinkTo(product, other.email);
  await vi.waitUntil(
    async () => {
      // The pauses between the tries pass at once.
      await product.sql('UPDATE sign_in_request SET due_at = now() WHERE email = $1', [email]);
      const rows = await product.sql<{ outcome: string }>('SELECT outcome FROM sign_in_request WHERE email = $1', [
        email,
      ]);
      return rows[0]?.outcome === 'failed';
    },
    { timeout: 10_000, interval: 20 },
  );
  await product.sql('ALTER TABLE mail DROP CONSTRAINT unanswerable');
  const [act] = await product.sql<{ result: string }>(
    "SELECT result FROM activity WHERE portal_account_id = $1 AND kind = 'link.requested'",
    [portalAccountId],
  );
  expect(act?.result).toBe('failed');
  expect(product.log.filter((line) => line.includes('a sign-in request was given up'))).toHaveLength(1);
  await ask(email);
  await newestLinkTo(product, email);
});

test('of several requests for one address, taken up together, each counts, and the newest one has the live link', async () => {
  const { email, portalAccountId } = await addClient(product, practice);
  const ids = Array.from({ length: 7 }, () => newId());
  await product.sql(
    `INSERT INTO sign_in_request (practice_id, id, email, asked_at)
     SELECT $1, id, $2, now() + n * interval '1 millisecond' FROM unnest($3::uuid[]) WITH ORDINALITY AS r (id, n)`,
    [practice.practiceId, email, ids],
  );
  await waitForBackgroundWork(product);
  const outcomes = await product.sql<{ outcome: string }>(
    'SELECT outcome FROM sign_in_request WHERE email = $1 ORDER BY asked_at',
    [email],
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([...Array(5).fill('sent'), ...Array(2).fill('throttled')]);
  const links = await product.sql<{ live: boolean }>(
    'SELECT voided_at IS NULL AS live FROM sign_in_link WHERE portal_account_id = $1 ORDER BY id',
    [portalAccountId],
  );
  expect(links.map(({ live }) => live)).toEqual([false, false, false, false, true]);
  expect(await linksTo(product, email)).toHaveLength(1);
});

test('of those who ask at the same moment each is answered for the portal they ask at', async () => {
  const other = await openPractice(product);
  await product.sql('UPDATE practice SET link_lifetime_minutes = 60 WHERE id = $1', [other.practiceId]);
  const slugs = [practice.slug, other.slug, 'no-such-portal', other.slug, practice.slug];
  const answers = await Promise.all(
    slugs.map((slug, n) => product.apiClient().requestSignInLink(slug, `same-${n}@${practice.slug}.example`)),
  );
  expect(answers.map(({ data }) => data.requestSignInLink?.linkLifetimeMinutes)).toEqual([
    1440,
    60,
    undefined,
    60,
    1440,
  ]);
  expect(answers[2]?.code).toBe('NOT_FOUND');
  const asked = await product.sql<{ email: string; practice_id: string }>(
    `SELECT email, practice_id FROM sign_in_request WHERE email LIKE 'same-%' ORDER BY email`,
  );
  expect(asked.map(({ practice_id }) => practice_id)).toEqual([
    practice.practiceId,
    other.practiceId,
    other.practiceId,
    practice.practiceId,
  ]);
});

test('nobody’s request fails because of what somebody else typed at the same moment', async () => {
  const emails = Array.from({ length: 5 }, (_, n) => `beside-${n}@${practice.slug}.example`);
  await product.sql(
    `ALTER TABLE sign_in_request ADD CONSTRAINT not_this CHECK (email <> 'beside-2@${practice.slug}.example')`,
  );
  const answers = await Promise.all(emails.map(ask));
  await product.sql('ALTER TABLE sign_in_request DROP CONSTRAINT not_this');
  expect(answers.map(({ code }) => code)).toEqual([
    undefined,
    undefined,
    'INTERNAL_SERVER_ERROR',
    undefined,
    undefined,
  ]);
});
