import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addStaff,
  linksTo,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import { ageLinks, waitForBackgroundWork, activityOf } from '../../test/time.ts';
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let owner: ApiClient;

beforeAll(async () => {
  product = await sharedProduct();
});
beforeEach(async () => {
  practice = await openPractice(product);
  owner = await signInAsStaff(product, practice.ownerEmail);
});

const fields = '__typename id version name email role removedAt lastSignInAt linkDelivery { state }';
const add = async (apiClient: ApiClient, email: string, role = 'CLINICIAN', name = 'Dana Reyes') =>
  apiClient.execute(`mutation ($input: AddStaffMemberInput!) { addStaffMember(input: $input) { ${fields} } }`, {
    input: { name, email, role },
  });
const update = async (apiClient: ApiClient, input: object) =>
  apiClient.execute(
    `mutation ($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) {
       __typename ... on StaffMember { ${fields} } ... on EditedMeanwhile { version } ... on LastOwner { message } } }`,
    { input },
  );
const act = async (apiClient: ApiClient, mutation: 'restoreStaffMember' | 'inviteStaffMember', staffMemberId: string) =>
  apiClient.execute(`mutation ($input: StaffMemberInput!) { ${mutation}(input: $input) { ${fields} } }`, {
    input: { staffMemberId },
  });
const remove = async (apiClient: ApiClient, staffMemberId: string) =>
  apiClient.execute(
    `mutation ($input: StaffMemberInput!) { removeStaffMember(input: $input) {
       __typename ... on StaffMember { ${fields} } ... on LastOwner { message } } }`,
    { input: { staffMemberId } },
  );
const list = async (apiClient: ApiClient, removed = false) =>
  (await apiClient.execute(`query ($removed: Boolean!) { staffMembers(removed: $removed) { ${fields} } }`, { removed }))
    .data.staffMembers as { id: string; name: string; email: string; version: number; lastSignInAt: string | null }[];
const newAddress = () => `dana-${Math.random().toString(36).slice(2)}@${practice.slug}.example`;

describe('adding', () => {
  test('mails a link that signs the new staff member in, with their role', async () => {
    const email = newAddress();
    const added = await add(owner, `  ${email.toUpperCase()} `, 'FRONT_DESK');
    expect(added.data.addStaffMember).toMatchObject({ name: 'Dana Reyes', email, role: 'FRONT_DESK', version: 1 });
    expect(added.data.addStaffMember.lastSignInAt).toBeNull();

    const dana = product.apiClient();
    await dana.redeemLink(await newestLinkTo(product, email));
    expect((await dana.execute('{ staff { role permissions } }')).data.staff.role).toBe('FRONT_DESK');
    const listed = (await list(owner)).find((each) => each.email === email);
    expect(listed?.lastSignInAt).not.toBeNull();
    expect(
      (await activityOf(product, practice.practiceId)).filter(({ kind }) => kind.startsWith('staff.')),
    ).toMatchObject([
      { kind: 'staff.added', staffMemberId: practice.ownerId, details: { name: 'Dana Reyes', role: 'front-desk' } },
      { kind: 'staff.invited', staffMemberId: practice.ownerId },
    ]);
  });

  test('welcomes, and does not claim that the reader asked for the link', async () => {
    const email = newAddress();
    await add(owner, email);
    await newestLinkTo(product, email);
    const mail = (await product.mailbox.list()).find((each) => each.to === email);
    expect(mail?.text).toContain('You can now work in the workspace of Harbor Counseling');
    expect(mail?.text).not.toContain('asked for');
    expect(mail?.text).not.toContain('Olivia');
  });

  test('refuses an address twice at one practice, and accepts it at another', async () => {
    const email = newAddress();
    await add(owner, email);
    expect(await add(owner, email.toUpperCase())).toMatchObject({
      code: 'BAD_USER_INPUT',
      extensions: { field: 'email' },
    });

    const other = await openPractice(product);
    const otherOwner = await signInAsStaff(product, other.ownerEmail);
    expect((await add(otherOwner, email)).code).toBeUndefined();
    await newestLinkTo(product, email, 2);
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['name', { name: ' ' }],
    ['name', { name: 'Dana\u202eReyes' }],
  ])('says that the %s is wrong in %j', async (field, wrong) => {
    const typed = { email: newAddress(), name: 'Dana Reyes', ...wrong };
    expect(await add(owner, typed.email, 'OWNER', typed.name)).toMatchObject({
      code: 'BAD_USER_INPUT',
      extensions: { field },
    });
    expect(await list(owner)).toHaveLength(1);
  });
});

describe('changing', () => {
  test('a new role counts from the next request on', async () => {
    const email = await addStaff(product, practice, 'clinician');
    const dana = await signInAsStaff(product, email);
    const member = (await list(owner)).find((each) => each.email === email);
    const rename = 'mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }';
    const client = { input: { firstName: 'Jamie', lastName: 'Rivera' } };
    expect((await dana.execute(rename, client)).code).toBeUndefined();

    const { id: staffMemberId, version } = member ?? {};
    await update(owner, { staffMemberId, version, name: 'Dana Reyes', email, role: 'FRONT_DESK' });
    expect((await dana.execute(rename, client)).code).toBe('FORBIDDEN');
    expect((await activityOf(product, practice.practiceId)).at(-1)).toMatchObject({
      kind: 'staff.changed',
      details: { fields: ['role'], role: 'front-desk' },
    });
  });

  test('a new address signs them out, voids what went to the old one, and gets a link', async () => {
    const email = await addStaff(product, practice, 'clinician');
    const dana = await signInAsStaff(product, email);
    await product.apiClient().requestStaffSignInLink(email);
    const unopened = await newestLinkTo(product, email);
    const member = (await list(owner)).find((each) => each.email === email);
    const next = newAddress();
    const { id: staffMemberId, version } = member ?? {};
    await update(owner, { staffMemberId, version, name: 'Dana Reyes', email: next, role: 'CLINICIAN' });

    expect(await dana.staff()).toBeNull();
    expect((await product.apiClient().redeemLink(unopened)).data.redeemLink.reason).toBe('NOT_VALID');
  });

  test('whoever changes their own address stays signed in here', async () => {
    const elsewhere = await signInAsStaff(product, practice.ownerEmail);
    const [member] = await list(owner);
    const next = newAddress();
    const { id: staffMemberId, version } = member ?? {};
    await update(owner, { staffMemberId, version, name: 'Olivia Hart', email: next, role: 'OWNER' });
    expect(await owner.staff()).toBe(next);
    expect(await elsewhere.staff()).toBeNull();
    await newestLinkTo(product, next);
  });

  test('tells the second of two people who edit at once, and keeps what the first saved', async () => {
    const email = newAddress();
    const { id: staffMemberId, version } = (await add(owner, email)).data.addStaffMember;
    const first = await update(owner, { staffMemberId, version, name: 'Dana R.', email, role: 'CLINICIAN' });
    expect(first.data.updateStaffMember.version).toBe(2);
    const second = await update(owner, { staffMemberId, version, name: 'Dana Other', email, role: 'OWNER' });
    expect(second.data.updateStaffMember).toEqual({ __typename: 'EditedMeanwhile', version: 2 });
    expect((await list(owner)).find((each) => each.id === staffMemberId)).toMatchObject({ name: 'Dana R.' });
  });
});

describe('removing', () => {
  test('signs out everywhere and voids links at once; bringing back undoes it', async () => {
    const email = await addStaff(product, practice, 'clinician');
    const [phone, desk] = [await signInAsStaff(product, email), await signInAsStaff(product, email)];
    await product.apiClient().requestStaffSignInLink(email);
    const unopened = await newestLinkTo(product, email);
    const id = (await list(owner)).find((each) => each.email === email)?.id ?? '';

    expect((await remove(owner, id)).data.removeStaffMember.removedAt).not.toBeNull();
    expect([await phone.staff(), await desk.staff()]).toEqual([null, null]);
    expect((await product.apiClient().redeemLink(unopened)).data.redeemLink.__typename).toBe('LinkRefused');
    expect((await list(owner)).map((each) => each.id)).toEqual([practice.ownerId]);
    expect((await list(owner, true)).map((each) => each.id)).toEqual([id]);
    await product.apiClient().requestStaffSignInLink(email);
    await waitForBackgroundWork(product);

    expect((await act(owner, 'restoreStaffMember', id)).data.restoreStaffMember.removedAt).toBeNull();
    expect((await product.apiClient().redeemLink(unopened)).data.redeemLink.__typename).toBe('LinkRefused');
    const back = await signInAsStaff(product, email);
    expect(await back.staff()).toBe(email);
    const kinds = (await activityOf(product, practice.practiceId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('staff.'))).toEqual(['staff.removed', 'staff.restored']);
  });

  test('changes nothing for a staff member who was removed before', async () => {
    const { id } = (await add(owner, newAddress())).data.addStaffMember;
    await remove(owner, id);
    const before = await activityOf(product, practice.practiceId);
    expect((await remove(owner, id)).code).toBeUndefined();
    expect(await activityOf(product, practice.practiceId)).toEqual(before);
    expect((await act(owner, 'inviteStaffMember', id)).code).toBe('NOT_FOUND');
  });

  test('frees the address for another person, who then keeps it', async () => {
    const email = newAddress();
    const { id } = (await add(owner, email)).data.addStaffMember;
    await remove(owner, id);
    await add(owner, email, 'FRONT_DESK', 'Dana Again');
    expect((await act(owner, 'restoreStaffMember', id)).code).toBe('BAD_USER_INPUT');
    expect((await list(owner)).map((each) => each.name)).toEqual(['Dana Again', 'Olivia Hart']);
  });
});

describe('the last owner', () => {
  test('can neither be removed nor get another role', async () => {
    const [member] = await list(owner);
    const { id: staffMemberId = '', version, email } = member ?? {};
    expect((await remove(owner, staffMemberId)).data.removeStaffMember.__typename).toBe('LastOwner');
    const demoted = await update(owner, { staffMemberId, version, name: 'Olivia Hart', email, role: 'CLINICIAN' });
    expect(demoted.data.updateStaffMember).toEqual({
      __typename: 'LastOwner',
      message: 'A practice needs an owner, and there is no other one. Make someone else an owner first.',
    });
    expect((await owner.execute('{ staff { role } }')).data.staff.role).toBe('OWNER');
  });

  test('one of two owners can be removed', async () => {
    await add(owner, newAddress(), 'OWNER');
    expect((await remove(owner, practice.ownerId)).data.removeStaffMember.__typename).toBe('StaffMember');
    expect(await owner.staff()).toBeNull();
  });
});

test('a link can be sent again, five times within the hour at most', async () => {
  const email = newAddress();
  const { id } = (await add(owner, email)).data.addStaffMember;
  for (let n = 0; n < 4; n += 1) expect((await act(owner, 'inviteStaffMember', id)).code).toBeUndefined();
  expect((await act(owner, 'inviteStaffMember', id)).code).toBe('TOO_MANY_REQUESTS');
  await ageLinks(product, email, 3700);
  expect((await act(owner, 'inviteStaffMember', id)).code).toBeUndefined();
});

test("another practice's staff member answers as one that does not exist", async () => {
  const other = await openPractice(product);
  const before = await linksTo(product, other.ownerEmail);
  const details = { version: 1, name: 'X', email: newAddress(), role: 'OWNER' };
  for (const staffMemberId of [other.ownerId, '0197f3a0-0000-7000-8000-000000000000', 'x']) {
    const answers = [
      await update(owner, { staffMemberId, ...details }),
      await remove(owner, staffMemberId),
      await act(owner, 'restoreStaffMember', staffMemberId),
      await act(owner, 'inviteStaffMember', staffMemberId),
    ];
    expect(answers.map(({ code, message }) => [code, message])).toEqual(
      answers.map(() => ['NOT_FOUND', "We can't find that staff member."]),
    );
  }
  expect(await linksTo(product, other.ownerEmail)).toEqual(before);
});
