import { beforeAll, expect, test } from 'vitest';
import { newestLinkTo, openPractice, signInAsStaff, type TestProduct } from '../../test/product.ts';
import { sharedServers, type TwoServers } from '../../test/two-servers.ts';

let two: TwoServers;
let product: TestProduct;

beforeAll(async () => {
  two = await sharedServers();
  ({ product } = two);
});

const demote = `mutation ($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { __typename } }`;
const remove = `mutation ($input: StaffMemberInput!) { removeStaffMember(input: $input) { __typename } }`;

test.each(['demote', 'remove'])('two owners who %s each other at the same moment leave one', async (act) => {
  for (let round = 0; round < 5; round += 1) {
    const practice = await openPractice(product);
    const [one, other] = two.servers;
    const olivia = await signInAsStaff({ ...product, apiClient: () => one.apiClient() }, practice.ownerEmail);
    const email = `dana@${practice.slug}.example`;
    const add = 'mutation ($input: AddStaffMemberInput!) { addStaffMember(input: $input) { id } }';
    const added = await olivia.execute(add, { input: { name: 'Dana Reyes', email, role: 'OWNER' } });
    // Whoever is added gets a link at once.
    const dana = other.apiClient();
    await dana.redeemLink(await newestLinkTo(product, email));

    const against = (staffMemberId: string, address: string) => {
      const details = act === 'demote' ? { version: 1, name: 'X', email: address, role: 'CLINICIAN' } : {};
      return { input: { staffMemberId, ...details } };
    };
    const mutation = act === 'demote' ? demote : remove;
    await Promise.all([
      olivia.execute(mutation, against(added.data.addStaffMember.id, email)),
      dana.execute(mutation, against(practice.ownerId, practice.ownerEmail)),
    ]);
    const owners = await product.sql(
      `SELECT id FROM staff_member WHERE practice_id = $1 AND role = 'owner' AND removed_at IS NULL`,
      [practice.practiceId],
    );
    expect(owners).toHaveLength(1);
  }
});
