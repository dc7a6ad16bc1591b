import { beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink } from '../../test/credentials.ts';
import { addClient, openPractice, sharedProduct, type TestPractice, type TestProduct } from '../../test/product.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
});

interface Desk {
  practice: TestPractice;
  owner: ApiClient;
  save(change?: Record<string, unknown>): Promise<Answer>;
}

/** A practice of this test's own, with its owner at the settings. */
async function openDesk(): Promise<Desk> {
  const practice = await openPractice(product);
  const owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, practice));
  const mutation = `mutation ($input: UpdatePracticeInput!) { updatePractice(input: $input) { __typename
    ... on Practice { version slug name timeZone portalUrl } ... on EditedMeanwhile { version message } } }`;
  const details = {
    version: 1,
    name: 'Harbor Counseling',
    mailName: 'Harbor Counseling',
    phone: '(617) 555-0134',
    address: '12 Harbor Street, Boston',
    timeZone: 'America/New_York',
    slug: practice.slug,
    linkLifetimeMinutes: 1440,
    pinLifetimeMinutes: 1440,
  };
  return { practice, owner, save: (change = {}) => owner.execute(mutation, { input: { ...details, ...change } }) };
}

const slugNow = async (slug: string) =>
  (await product.apiClient().execute('query ($slug: String!) { portal(slug: $slug) { slug } }', { slug })).data.portal
    ?.slug;

test('what the owner saves is what clients see', async () => {
  const { practice, save } = await openDesk();
  const answer = await save({ name: '  Harbor   Therapy ', phone: '617.555.0199', timeZone: 'America/Chicago' });
  expect(answer.data.updatePractice).toMatchObject({ __typename: 'Practice', version: 2, name: 'Harbor Therapy' });
  const { body } = await product.apiClient().execute(`{ portal(slug: "${practice.slug}") { name phone timeZone } }`);
  expect(body).toContain('Harbor Therapy');
  expect(body).toContain('(617) 555-0199');
  expect(body).toContain('America/Chicago');
});

test('a former portal address goes on leading to the practice, for everything that clients do there', async () => {
  const { practice, save } = await openDesk();
  const slug = `${practice.slug}-new`;
  expect((await save({ slug: ` ${slug.toUpperCase()} ` })).data.updatePractice.slug).toBe(slug);
  expect(await slugNow(practice.slug)).toBe(slug);
  expect(await slugNow(slug)).toBe(slug);

  const client = await addClient(product, practice);
  expect((await product.apiClient().requestSignInLink(practice.slug, client.email)).code).toBeUndefined();
  const { redeemLink } = (await product.apiClient().redeemLink(await issueLink(product, practice, client))).data;
  expect(redeemLink.portal.slug).toBe(slug);
});

test('a practice may go back to its former address, which nobody else can take', async () => {
  const [mine, theirs] = [await openDesk(), await openDesk()];
  await mine.save({ slug: `${mine.practice.slug}-new` });
  expect(await theirs.save({ slug: mine.practice.slug })).toMatchObject({
    code: 'BAD_USER_INPUT',
    extensions: { field: 'slug' },
  });
  expect(await theirs.save({ slug: `${mine.practice.slug}-new` })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await mine.save({ version: 2 })).data.updatePractice.slug).toBe(mine.practice.slug);
});

test('who saves after someone else is told, and nothing of theirs is kept', async () => {
  const { practice, save } = await openDesk();
  await save({ name: 'First' });
  const slug = `${practice.slug}-late`;
  const late = (await save({ name: 'Late', slug })).data.updatePractice;
  expect(late).toMatchObject({ __typename: 'EditedMeanwhile', version: 2 });
  expect(late.message).toMatch(/^Someone else changed this/);
  expect(await slugNow(slug)).toBeUndefined();
  expect((await (await openDesk()).save({ slug })).data.updatePractice.slug).toBe(slug);
  for (const version of [0, -1, 2_147_483_647]) {
    expect((await save({ version })).data.updatePractice.__typename).toBe('EditedMeanwhile');
  }
});

test.each([
  ['name', ''],
  ['name', 'x'.repeat(81)],
  ['name', 'Harbor\nBcc: everyone@client.example'],
  ['name', 'Harbor\u202eevil'],
  ['mailName', 'Harbor <support@bank.example>'],
  ['mailName', 'support@bank.example'],
  ['mailName', '"Harbor"'],
  ['mailName', 'Harbor\r\nBcc: everyone@client.example'],
  ['mailName', 'x'.repeat(61)],
  ['address', 'x'.repeat(201)],
  ['address', '12 Harbor Street\0'],
  ['phone', 'call us'],
  ['timeZone', 'Mars/Olympus'],
  ['timeZone', ''],
  ['slug', ''],
  ['slug', 'ab'],
  ['slug', 'har bor'],
  ['slug', '../staff'],
  ['slug', 'h\u00e4fen'],
  ['slug', 'staff'],
  ['slug', 'graphql'],
  ['slug', 'mailbox'],
  ['slug', 'assets'],
  ['slug', 'STAFF'],
  ['linkLifetimeMinutes', 4],
  ['linkLifetimeMinutes', 1441],
  ['pinLifetimeMinutes', 0],
  ['pinLifetimeMinutes', 1441],
])('refuses the %s %j, and says so at its field', async (field, value) => {
  const { save } = await openDesk();
  const answer = await save({ [field]: value });
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field } });
  expect(answer.message).toMatch(/^[A-Z][^{}<>]*[.>"\\]$|\.$/);
});
