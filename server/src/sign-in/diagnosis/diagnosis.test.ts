import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  linksTo,
  newestLinkTo,
  openPractice,
  sharedProduct,
  signInAsClient,
  signInAsStaff,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { waitForBackgroundWork } from '../../../test/time.ts';
import type { ApiClient } from '../../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
  staff = await signInAsStaff(product, practice.ownerEmail);
});

interface Seen {
  diagnosis: { cause: string; message: string } | null;
  nearMisses: { email: string; difference: string; times: number; method: string }[];
  newestPin: { state: string; wrongTries: number; triesLeft: number; stateAt: string | null } | null;
}

async function see({ clientId }: TestClient, apiClient = staff): Promise<Seen> {
  const query = `query ($id: ID!) { client(id: $id) { accesses {
    diagnosis { cause message at } nearMisses { email difference times method at }
    newestPin { state stateAt createdBy createdAt expiresAt wrongTries triesLeft } } } }`;
  return (await apiClient.execute(query, { id: clientId })).data.client.accesses[0] as Seen;
}

const causeFor = async (client: TestClient) => (await see(client)).diagnosis?.cause;

async function askForLink(email: string): Promise<void> {
  await product.apiClient().requestSignInLink(practice.slug, email);
  await waitForBackgroundWork(product);
}

test('follows a client from the first invitation until they are in', async () => {
  const client = await addClient(product, practice);
  expect(await causeFor(client)).toBe('NEVER_INVITED');
  await staff.sendInvitation(client.portalAccessId);
  const invitation = await newestLinkTo(product, client.email);
  await waitForBackgroundWork(product);
  const { diagnosis } = await see(client);
  expect(diagnosis?.cause).toBe('LINK_NOT_OPENED');
  expect(diagnosis?.message).toMatch(/^The invitation was delivered just now .*Ask Jamie .*from Harbor Counseling/);
  await product.apiClient().redeemLink(invitation);
  expect(await causeFor(client)).toBe('SIGNED_IN');
});

test('sees that an older link was opened, and names the newest mail', async () => {
  const client = await addClient(product, practice);
  await askForLink(client.email);
  const [older = ''] = await linksTo(product, client.email);
  await askForLink(client.email);
  await product.apiClient().redeemLink(older);
  const { diagnosis } = await see(client);
  expect(diagnosis?.cause).toBe('OLDER_LINK_OPENED');
  expect(diagnosis?.message).toMatch(/Ask Jamie to open the newest mail, from \d+:\d\d [AP]M\.$/);
});

test('sees that a link was opened twice', async () => {
  const client = await addClient(product, practice);
  await askForLink(client.email);
  const [link = ''] = await linksTo(product, client.email);
  await product.apiClient().redeemLink(link);
  await product.apiClient().redeemLink(link);
  expect(await causeFor(client)).toBe('USED_LINK_OPENED');
});

test('sees that more was asked for than is mailed', async () => {
  const client = await addClient(product, practice);
  for (let n = 0; n < 6; n += 1) await askForLink(client.email);
  expect(await causeFor(client)).toBe('THROTTLED');
});

test('sees that access was off when a link was asked for', async () => {
  const client = await addClient(product, practice);
  const set = (active: boolean) =>
    staff.execute(
      'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { id } } }',
      {
        input: { portalAccessId: client.portalAccessId, active },
      },
    );
  await set(false);
  expect(await causeFor(client)).toBe('ACCESS_OFF');
  await askForLink(client.email);
  await set(true);
  expect(await causeFor(client)).toBe('ASKED_WHILE_OFF');
});

test('sees that the mail came back', async () => {
  const client = await addClient(product, practice);
  await staff.sendInvitation(client.portalAccessId);
  await waitForBackgroundWork(product);
  await product.sql("UPDATE mail SET state = 'bounced', reason = '550 5.1.1 user unknown' WHERE to_address = $1", [
    client.email,
  ]);
  const { diagnosis } = await see(client);
  expect(diagnosis?.cause).toBe('ADDRESS_BOUNCED');
  expect(diagnosis?.message).toContain('does not exist');
});

test('tells what becomes of a PIN while it is on the phone', async () => {
  const client = await addClient(product, practice);
  expect((await see(client)).newestPin).toBeNull();
  const { digits } = (await staff.generatePin(client.portalAccessId)).data.generatePin;
  expect(await see(client)).toMatchObject({
    diagnosis: { cause: 'PIN_WAITING' },
    newestPin: { state: 'WAITING', triesLeft: 5 },
  });

  const wrong = digits === '000000' ? '000001' : '000000';
  const type = (pin: string) => product.apiClient().redeemPin(practice.slug, client.email, pin);
  await type(wrong);
  await type(wrong);
  const tried = await see(client);
  expect(tried.diagnosis?.cause).toBe('WRONG_PIN');
  expect(tried.diagnosis?.message).toContain('twice, and has 3 tries left');
  expect(tried.newestPin).toMatchObject({ state: 'WAITING', wrongTries: 2, triesLeft: 3 });

  await type(digits);
  const used = await see(client);
  expect(used.newestPin).toMatchObject({ state: 'USED', wrongTries: 2, triesLeft: 0 });
  expect(used.newestPin?.stateAt).not.toBeNull();
  expect(used.diagnosis?.cause).toBe('SIGNED_IN');
  expect(JSON.stringify(used)).not.toContain(digits);
});

test('tells that a PIN was tried out, revoked, or never there', async () => {
  const client = await addClient(product, practice);
  await product.apiClient().redeemPin(practice.slug, client.email, '000000');
  expect(await causeFor(client)).toBe('NO_PIN');
  const { digits } = (await staff.generatePin(client.portalAccessId)).data.generatePin;
  const wrong = digits === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n += 1) await product.apiClient().redeemPin(practice.slug, client.email, wrong);
  expect(await see(client)).toMatchObject({
    diagnosis: { cause: 'PIN_TRIED_OUT' },
    newestPin: { state: 'TRIED_OUT', triesLeft: 0 },
  });
  await staff.generatePin(client.portalAccessId);
  await staff.execute('mutation ($input: RevokePinInput!) { revokePin(input: $input) { id } }', {
    input: { portalAccessId: client.portalAccessId },
  });
  expect((await see(client)).newestPin?.state).toBe('REVOKED');
});

test('shows what was typed nearly like the address, until the address is corrected to it', async () => {
  const client = await addClient(product, practice);
  const typed = client.email.replace('jamie', 'jaime');
  await askForLink(typed);
  await product.apiClient().redeemPin(practice.slug, typed, '000000');
  const { nearMisses, diagnosis } = await see(client);
  expect(nearMisses).toMatchObject([{ email: typed, difference: 'two letters are swapped', times: 2, method: 'PIN' }]);
  expect(diagnosis?.cause).toBe('NEAR_MISS');

  await staff.execute(
    'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
    {
      input: { portalAccessId: client.portalAccessId, email: typed },
    },
  );
  expect((await see(client)).nearMisses).toEqual([]);
});

test('keeps what was typed for 30 days, and shows it to nobody but staff of the practice', async () => {
  const client = await addClient(product, practice);
  const typed = client.email.replace('jamie', 'jame');
  await askForLink(typed);
  expect((await see(client)).nearMisses).toHaveLength(1);

  const other = await openPractice(product);
  const theirs = await addClient(product, other, client.email);
  const stranger = await signInAsStaff(product, other.ownerEmail);
  expect((await see(theirs, stranger)).nearMisses).toEqual([]);
  const query = '{ client(id: "ID") { accesses { nearMisses { email } } } }'.replace('ID', client.clientId);
  expect((await stranger.execute(query)).code).toBe('NOT_FOUND');
  const holder = await signInAsClient(product, practice.slug, client.email);
  expect((await holder.execute(query)).code).toBe('UNAUTHENTICATED');

  await product.sql("UPDATE sign_in_request SET asked_at = asked_at - interval '31 days' WHERE email = $1", [typed]);
  expect((await see(client)).nearMisses).toEqual([]);
});
