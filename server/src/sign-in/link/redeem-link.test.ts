import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { ageLinks } from '../../../test/time.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
});

async function mailedLink(email: string, count = 1): Promise<string> {
  await product.apiClient().requestSignInLink(practice.slug, email);
  return newestLinkTo(product, email, count);
}

test('signs in once with a link, and never again with the same one', async () => {
  const { email } = await addClient(product, practice);
  const apiClient = product.apiClient();
  const token = await mailedLink(email);

  expect((await apiClient.redeemLink(token)).data.redeemLink).toMatchObject({ __typename: 'SignedIn', kind: 'PORTAL' });
  expect(await apiClient.me()).toBe(email);

  const other = product.apiClient();
  expect((await other.redeemLink(token)).data.redeemLink).toMatchObject({ reason: 'ALREADY_USED' });
  expect(await other.me()).toBeNull();
});

test('refuses a used link after its session was signed out, too', async () => {
  const { email } = await addClient(product, practice);
  const apiClient = product.apiClient();
  const token = await mailedLink(email);
  await apiClient.redeemLink(token);
  await apiClient.execute('mutation { signOut }');

  expect((await apiClient.redeemLink(token)).data.redeemLink).toMatchObject({
    reason: 'ALREADY_USED',
    canSendNewLink: true,
  });
  expect(await apiClient.me()).toBeNull();
});

test('takes only the newest link, and says of an older one that there is a newer', async () => {
  const { email } = await addClient(product, practice);
  const oldest = await mailedLink(email);
  const older = await mailedLink(email, 2);
  const newest = await mailedLink(email, 3);

  for (const token of [oldest, older]) {
    const { redeemLink } = (await product.apiClient().redeemLink(token)).data;
    expect(redeemLink).toMatchObject({ reason: 'SUPERSEDED', canSendNewLink: true, portal: { slug: practice.slug } });
    expect(redeemLink.message).toBe('There is a newer link in your inbox. This one no longer works.');
  }
  const apiClient = product.apiClient();
  await apiClient.redeemLink(newest);
  expect(await apiClient.me()).toBe(email);
});

test('lets an invitation give way to a newer link, and a link to a newer invitation', async () => {
  const { email, portalAccessId } = await addClient(product, practice);
  const staff = await signInAsStaff(product, practice.ownerEmail);
  await staff.sendInvitation(portalAccessId);
  const invitation = await newestLinkTo(product, email);
  const link = await mailedLink(email, 2);
  await staff.sendInvitation(portalAccessId);
  const again = await newestLinkTo(product, email, 3);

  expect((await product.apiClient().redeemLink(invitation)).data.redeemLink.reason).toBe('SUPERSEDED');
  expect((await product.apiClient().redeemLink(link)).data.redeemLink.reason).toBe('SUPERSEDED');
  expect((await product.apiClient().redeemLink(again)).data.redeemLink.__typename).toBe('SignedIn');
});

test('works a second before 24 hours are over', async () => {
  const { email } = await addClient(product, practice);
  const token = await mailedLink(email);
  await ageLinks(product, email, 24 * 3600 - 30);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink.__typename).toBe('SignedIn');
});

test('is over a second after 24 hours, and says so', async () => {
  const { email } = await addClient(product, practice);
  const token = await mailedLink(email);
  await ageLinks(product, email, 24 * 3600 + 1);
  const { redeemLink } = (await product.apiClient().redeemLink(token)).data;
  expect(redeemLink).toMatchObject({ reason: 'EXPIRED', canSendNewLink: true });
  expect(redeemLink.message).toBe('This link was good for 24 hours, and that time is over.');
});

test('lives as long as the practice has chosen', async () => {
  const own = await openPractice(product);
  await product.sql('UPDATE practice SET link_lifetime_minutes = 60 WHERE id = $1', [own.practiceId]);
  const { email } = await addClient(product, own);
  expect(
    (await product.apiClient().requestSignInLink(own.slug, email)).data.requestSignInLink.linkLifetimeMinutes,
  ).toBe(60);
  const token = await newestLinkTo(product, email);
  await ageLinks(product, email, 3601);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink).toMatchObject({
    reason: 'EXPIRED',
    message: 'This link was good for 1 hour, and that time is over.',
  });
});

test('says of a link that was never ours only that it does not work', async () => {
  for (const token of ['', 'nonsense', 'l.k1.AAAA', `l.t1.${'A'.repeat(86)}`]) {
    const { redeemLink } = (await product.apiClient().redeemLink(token)).data;
    expect(redeemLink).toMatchObject({ reason: 'NOT_VALID', canSendNewLink: false, portal: null });
  }
});

test('tells an address that sees several clients to choose', async () => {
  const { email } = await addClient(product, practice);
  await addClient(product, practice, email);
  const { redeemLink } = (await product.apiClient().redeemLink(await mailedLink(email))).data;
  expect(redeemLink).toMatchObject({ __typename: 'SignedIn', severalClients: true });
});

test('sends a new link to the address on file for one that is spent', async () => {
  const { email } = await addClient(product, practice);
  const token = await mailedLink(email);
  await product.apiClient().redeemLink(token);
  const query =
    'mutation ($input: SendNewLinkInput!) { sendNewLink(input: $input) { askAgainInSeconds linkLifetimeMinutes } }';
  const answer = await product.apiClient().execute(query, { input: { token } });
  expect(answer.data.sendNewLink.linkLifetimeMinutes).toBe(1440);
  expect(answer.body).not.toContain(email);

  const apiClient = product.apiClient();
  await apiClient.redeemLink(await newestLinkTo(product, email, 2));
  expect(await apiClient.me()).toBe(email);
  expect((await apiClient.execute(query, { input: { token: 'l.t1.nonsense' } })).code).toBe('NOT_FOUND');
});
