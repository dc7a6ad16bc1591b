import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsClient,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
});

test('asks before a link for someone else takes the place of who is signed in, and uses nothing up', async () => {
  const jamie = await addClient(product, practice);
  const alex = await addClient(product, practice);
  const browser = await signInAsClient(product, practice.slug, jamie.email);
  await browser.requestSignInLink(practice.slug, alex.email);
  const token = await newestLinkTo(product, alex.email);

  for (let n = 0; n < 3; n += 1) {
    const { redeemLink } = (await browser.redeemLink(token)).data;
    expect(redeemLink).toMatchObject({ __typename: 'SignedInAsSomeoneElse', kind: 'PORTAL' });
    expect(redeemLink.signedInAs).toBe(`j•••@${practice.slug}.example`);
  }
  expect(await browser.me()).toBe(jamie.email);

  expect((await browser.redeemLink(token, true)).data.redeemLink.__typename).toBe('SignedIn');
  expect(await browser.me()).toBe(alex.email);
});

test('asks too when the link is for another practice', async () => {
  const other = await openPractice(product);
  const jamie = await addClient(product, practice);
  const there = await addClient(product, other, jamie.email);
  const browser = await signInAsClient(product, practice.slug, jamie.email);
  await browser.requestSignInLink(other.slug, there.email);
  const token = await newestLinkTo(product, there.email);

  expect((await browser.redeemLink(token)).data.redeemLink.__typename).toBe('SignedInAsSomeoneElse');
  await browser.redeemLink(token, true);
  expect((await browser.execute('{ me { portal { slug } } }')).data.me.portal.slug).toBe(other.slug);
});

test('does not ask who is signed in already as the same person', async () => {
  const { email } = await addClient(product, practice);
  const browser = await signInAsClient(product, practice.slug, email);
  await browser.requestSignInLink(practice.slug, email);
  expect((await browser.redeemLink(await newestLinkTo(product, email))).data.redeemLink.__typename).toBe('SignedIn');
});

test('says of a spent link for someone else why it does not work, not who is signed in', async () => {
  const jamie = await addClient(product, practice);
  const alex = await addClient(product, practice);
  const browser = await signInAsClient(product, practice.slug, jamie.email);
  await browser.requestSignInLink(practice.slug, alex.email);
  const token = await newestLinkTo(product, alex.email);
  await product.apiClient().redeemLink(token);
  expect((await browser.redeemLink(token)).data.redeemLink).toMatchObject({
    __typename: 'LinkRefused',
    reason: 'ALREADY_USED',
  });
});

test('keeps a client and a staff member in one browser apart', async () => {
  const { email } = await addClient(product, practice);
  const browser = await signInAsStaff(product, practice.ownerEmail);
  await browser.requestSignInLink(practice.slug, email);
  await browser.redeemLink(await newestLinkTo(product, email));
  expect(await browser.me()).toBe(email);
  expect(await browser.staff()).toBe(practice.ownerEmail);

  await browser.execute('mutation { signOut(kind: PORTAL) }');
  expect(await browser.me()).toBeNull();
  expect(await browser.staff()).toBe(practice.ownerEmail);
});
