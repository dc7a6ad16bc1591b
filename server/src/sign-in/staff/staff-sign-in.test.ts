import { beforeAll, expect, test } from 'vitest';
import {
  addStaff,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { ageLinks, allLinksTo, waitForBackgroundWork } from '../../../test/time.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
});

async function mailedLink(email: string): Promise<string> {
  await product.apiClient().requestStaffSignInLink(email);
  return newestLinkTo(product, email);
}

test('signs a staff member in by a link to the workspace, as what they are', async () => {
  const email = await addStaff(product, practice, 'front-desk');
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await mailedLink(email));
  const { staff } = (await apiClient.execute('{ staff { email role permissions practice { slug } } }')).data;
  expect(staff).toMatchObject({ email, role: 'FRONT_DESK', practice: { slug: practice.slug } });
  expect(staff.permissions).not.toContain('PRACTICE_WRITE');
  expect(await apiClient.me()).toBeNull();
  const mail = (await product.mailbox.list()).find((each) => each.to === email);
  expect(mail?.links[0]).toMatch(/^http:\/\/localhost:4000\/staff\/link#s\./);
});

test('works for a little less than 15 minutes', async () => {
  const email = await addStaff(product, practice, 'clinician');
  const token = await mailedLink(email);
  await ageLinks(product, email, 15 * 60 - 30);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink).toMatchObject({
    __typename: 'SignedIn',
    kind: 'STAFF',
  });
});

test('is over after 15 minutes, and says so', async () => {
  const email = await addStaff(product, practice, 'clinician');
  const token = await mailedLink(email);
  await ageLinks(product, email, 15 * 60 + 1);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink).toMatchObject({
    reason: 'EXPIRED',
    message: 'This link was good for 15 minutes, and that time is over.',
  });
});

test('does not work for a removed staff member', async () => {
  const email = await addStaff(product, practice, 'clinician');
  const token = await mailedLink(email);
  await product.sql('UPDATE staff_member SET removed_at = now() WHERE email = $1', [email]);
  expect((await product.apiClient().redeemLink(token)).data.redeemLink.reason).toBe('NOT_VALID');
  await product.apiClient().requestStaffSignInLink(email);
  expect(await allLinksTo(product, email)).toHaveLength(1);
});

test('mails nobody at an address without a staff member', async () => {
  await waitForBackgroundWork(product);
  const before = (await product.mailbox.list()).length;
  await product.apiClient().requestStaffSignInLink('nobody@elsewhere.example');
  await waitForBackgroundWork(product);
  expect(await product.mailbox.list()).toHaveLength(before);
});

test('mails five links within an hour, and the last one still works after a sixth request', async () => {
  const email = await addStaff(product, practice, 'clinician');
  for (let n = 1; n <= 5; n += 1) {
    await product.apiClient().requestStaffSignInLink(email);
    await newestLinkTo(product, email, n);
  }
  await product.apiClient().requestStaffSignInLink(email);
  const links = await allLinksTo(product, email);
  expect(links).toHaveLength(5);
  expect((await product.apiClient().redeemLink(links[0] ?? '')).data.redeemLink.__typename).toBe('SignedIn');
  expect((await product.apiClient().redeemLink(links[1] ?? '')).data.redeemLink.reason).toBe('SUPERSEDED');
});

/** Uses the hour's share of mails up, as anyone can who knows the address. */
async function askFiveTimes(email: string): Promise<void> {
  for (let n = 1; n <= 5; n += 1) {
    await product.apiClient().requestStaffSignInLink(email);
    await newestLinkTo(product, email, n);
  }
}

test('is mailed once more when five requests of a stranger have run out, and then not again while it works', async () => {
  const email = await addStaff(product, practice, 'clinician');
  await askFiveTimes(email);
  await ageLinks(product, email, 15 * 60 + 1);
  for (let n = 0; n < 3; n += 1) await product.apiClient().requestStaffSignInLink(email);
  const links = await allLinksTo(product, email);
  expect(links).toHaveLength(6);
  expect((await product.apiClient().redeemLink(links[0] ?? '')).data.redeemLink.__typename).toBe('SignedIn');
});

test('is mailed once more when the newest of five was used', async () => {
  const email = await addStaff(product, practice, 'clinician');
  await askFiveTimes(email);
  const [newest = ''] = await allLinksTo(product, email);
  await product.apiClient().redeemLink(newest);
  await product.apiClient().requestStaffSignInLink(email);
  const [again = ''] = await allLinksTo(product, email);
  expect((await product.apiClient().redeemLink(again)).data.redeemLink.__typename).toBe('SignedIn');
});

test('is no longer mailed after twenty in an hour, even if each is used at once', async () => {
  const email = await addStaff(product, practice, 'clinician');
  await product.sql(
    `INSERT INTO sign_in_link (practice_id, id, kind, staff_member_id, expires_at, redeemed_at)
     SELECT m.practice_id, gen_random_uuid(), 'staff', m.id, now() + interval '15 minutes', now()
       FROM staff_member m, generate_series(1, 20) WHERE m.email = $1`,
    [email],
  );
  await product.apiClient().requestStaffSignInLink(email);
  expect(await allLinksTo(product, email)).toEqual([]);
});

test('an owner can invite a person whose links are used up, and reads only what is true of the links that work', async () => {
  const email = await addStaff(product, practice, 'clinician');
  await askFiveTimes(email);
  const owner = await signInAsStaff(product, practice.ownerEmail);
  const [member] = await product.sql<{ id: string }>('SELECT id FROM staff_member WHERE email = $1', [email]);
  const invite = () =>
    owner.execute('mutation ($input: StaffMemberInput!) { inviteStaffMember(input: $input) { id } }', {
      input: { staffMemberId: member?.id },
    });
  expect(await invite()).toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    message: expect.stringContaining('still works') as string,
  });
  const [newest = ''] = await allLinksTo(product, email);
  await ageLinks(product, email, 15 * 60 + 1);
  expect((await product.apiClient().redeemLink(newest)).data.redeemLink).toMatchObject({ reason: 'EXPIRED' });
  expect((await invite()).code).toBeUndefined();
  expect(await allLinksTo(product, email)).toHaveLength(6);
});

test('gives a person who works at two practices a link for each', async () => {
  const other = await openPractice(product);
  const email = await addStaff(product, practice, 'clinician');
  await product.sql(
    "INSERT INTO staff_member (practice_id, id, name, email, role) VALUES ($1, gen_random_uuid(), 'Dana', $2, 'owner')",
    [other.practiceId, email],
  );
  await product.apiClient().requestStaffSignInLink(email);
  await newestLinkTo(product, email, 2);
  const slugs: string[] = [];
  for (const token of await allLinksTo(product, email)) {
    const apiClient = product.apiClient();
    await apiClient.redeemLink(token);
    slugs.push((await apiClient.execute('{ staff { practice { slug } } }')).data.staff.practice.slug);
  }
  expect(slugs.toSorted()).toEqual([practice.slug, other.slug].toSorted());
});
