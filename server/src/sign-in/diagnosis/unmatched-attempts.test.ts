import { beforeAll, expect, test, vi } from 'vitest';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { waitForBackgroundWork } from '../../../test/time.ts';
import type { ApiClient } from '../../../test/api-client.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await sharedProduct();
});

async function openWithStaff(): Promise<{ practice: TestPractice; staff: ApiClient }> {
  const practice = await openPractice(product);
  return { practice, staff: await signInAsStaff(product, await addStaff(product, practice, 'front-desk')) };
}

async function askForLink({ slug }: TestPractice, email: string): Promise<void> {
  await product.apiClient().requestSignInLink(slug, email);
  await waitForBackgroundWork(product);
}

interface Attempt {
  email: string;
  times: number;
  method: string;
  probable: { difference: string; access: { email: string; client: { id: string } } }[];
}

async function attempts(staff: ApiClient, first = 25, after: string | null = null) {
  const query = `query ($first: Int, $after: String) { unmatchedAttempts(first: $first, after: $after) {
    edges { node { email at times method probable { difference access { email client { id } } } } }
    pageInfo { hasNextPage endCursor } } }`;
  const { unmatchedAttempts } = (await staff.execute(query, { first, after })).data;
  const lines = (unmatchedAttempts.edges as { node: Attempt }[]).map(({ node }) => node);
  return { lines, pageInfo: unmatchedAttempts.pageInfo as { hasNextPage: boolean; endCursor: string } };
}

test('lists each address that matched nobody once, newest first, with whose it may be', async () => {
  const { practice, staff } = await openWithStaff();
  const client = await addClient(product, practice, 'jane@gmail.com');
  await askForLink(practice, client.email);
  await askForLink(practice, 'jane@gmial.com');
  await askForLink(practice, 'nobody-near@client.example');
  await product.apiClient().redeemPin(practice.slug, 'jane@gmial.com', '123456');

  const { lines } = await attempts(staff);
  expect(lines.map(({ email, times, method }) => [email, times, method])).toEqual([
    ['jane@gmial.com', 2, 'PIN'],
    ['nobody-near@client.example', 1, 'LINK'],
  ]);
  expect(lines[0]?.probable).toEqual([
    { difference: 'two letters are swapped', access: { email: client.email, client: { id: client.clientId } } },
  ]);
  expect(lines[1]?.probable).toEqual([]);
});

test('names everyone whom a near address may stand for', async () => {
  const { practice, staff } = await openWithStaff();
  const [one, other] = [
    await addClient(product, practice, 'parent@gmail.com'),
    await addClient(product, practice, 'parent@gmail.com'),
  ];
  const third = await addClient(product, practice, 'parent@yahoo.com');
  await askForLink(practice, 'parent@gmai.com');
  const [line] = (await attempts(staff)).lines;
  const ids = line?.probable.map(({ access }) => access.client.id).toSorted();
  expect(ids).toEqual([one.clientId, other.clientId, third.clientId].toSorted());
});

test('lists an address that was left, once somebody types it again', async () => {
  const { practice, staff } = await openWithStaff();
  const client = await addClient(product, practice);
  const changed = `new-${client.email}`;
  const owner = await signInAsStaff(product, practice.ownerEmail);
  await owner.execute(
    'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
    {
      input: { portalAccessId: client.portalAccessId, email: changed },
    },
  );
  expect((await attempts(staff)).lines).toEqual([]);
  await askForLink(practice, client.email);
  expect((await attempts(staff)).lines.map(({ email }) => email)).toEqual([client.email]);
});

test('gives every line once, page after page', async () => {
  const { practice, staff } = await openWithStaff();
  const typed = ['one@x.example', 'two@x.example', 'three@x.example'];
  for (const email of typed) await askForLink(practice, email);
  const first = await attempts(staff, 2);
  const second = await attempts(staff, 2, first.pageInfo.endCursor);
  expect([...first.lines, ...second.lines].map(({ email }) => email)).toEqual(typed.toReversed());
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('shows nothing to another practice, and nothing to anyone who is not staff', async () => {
  const { practice } = await openWithStaff();
  await askForLink(practice, 'someone@x.example');
  const { staff: stranger } = await openWithStaff();
  expect((await attempts(stranger)).lines).toEqual([]);
  const answer = await product.apiClient().execute('{ unmatchedAttempts { edges { node { email } } } }');
  expect(answer.code).toBe('UNAUTHENTICATED');
});

test('takes percent signs and underscores for what they are', async () => {
  const { practice, staff } = await openWithStaff();
  await addClient(product, practice, 'jamie@client.example');
  await askForLink(practice, '%@client.example');
  await askForLink(practice, 'ja_ie%@client.example');
  expect((await attempts(staff)).lines.flatMap(({ probable }) => probable)).toEqual([]);
});

test('what speaks for and against a whole list of clients is looked up at once', async () => {
  const { practice, staff } = await openWithStaff();
  for (let n = 0; n < 5; n += 1) await addClient(product, practice);
  const run = vi.spyOn(product.stores.database, 'run');
  const query = '{ clients(first: 10) { edges { node { accesses { diagnosis { cause } newestPin { state } } } } } }';
  const { data } = await staff.execute(query);
  const names = run.mock.calls.map(([{ name }]) => name);
  run.mockRestore();
  expect(data.clients.edges).toHaveLength(5);
  for (const name of ['diagnosis.list-newest-credentials', 'activity.list-newest', 'diagnosis.list-unmatched-like'])
    expect(names.filter((each) => each === name)).toHaveLength(1);
});
