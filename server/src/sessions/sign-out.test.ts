import { beforeAll, expect, test } from 'vitest';
import { issueLink, issueStaffLink, pinFor } from '../../test/credentials.ts';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  staff = product.apiClient();
  await staff.redeemLink(await issueStaffLink(product, practice));
});

async function signIn(client: TestClient, userAgent = ''): Promise<ApiClient> {
  const apiClient = product.apiClient({ 'user-agent': userAgent });
  await apiClient.redeemLink(await issueLink(product, practice, client));
  expect(await apiClient.me()).toBe(client.email);
  return apiClient;
}

test('signing out here ends this session only, for whoever holds its cookie', async () => {
  const client = await addClient(product, practice);
  const [phone, laptop] = [await signIn(client), await signIn(client)];
  const stolen = product.apiClient();
  stolen.cookies.set('porchlight-portal', phone.cookies.get('porchlight-portal') ?? '');

  expect((await phone.execute('mutation { signOut }')).data).toEqual({ signOut: true });
  expect(phone.cookies.size).toBe(0);
  expect(await stolen.me()).toBeNull();
  expect(await laptop.me()).toBe(client.email);
});

test('signing out everywhere ends every session of the same address, and nobody else’s', async () => {
  const client = await addClient(product, practice);
  const bystander = await signIn(await addClient(product, practice));
  const devices = [await signIn(client), await signIn(client), await signIn(client)];
  await devices[1]?.execute('mutation { signOut(everywhere: true) }');
  for (const device of devices) expect(await device.me()).toBeNull();
  expect(await bystander.me()).not.toBeNull();
});

test('shows the devices that are signed in, and signs out the one that was chosen', async () => {
  const client = await addClient(product, practice);
  const android =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36';
  const [phone, laptop] = [await signIn(client, android), await signIn(client)];
  const { devices } = (await laptop.execute('{ me { devices { id name method current } } }')).data.me;
  expect(devices).toHaveLength(2);
  expect(devices.find((device: { current: boolean }) => !device.current)).toMatchObject({
    name: 'Chrome on Android',
    method: 'LINK',
  });

  const signOutDevice = 'mutation ($id: ID!) { signOutDevice(kind: PORTAL, id: $id) }';
  const id = devices.find((device: { current: boolean }) => !device.current).id;
  expect((await laptop.execute(signOutDevice, { id })).data).toEqual({ signOutDevice: true });
  expect(await phone.me()).toBeNull();
  expect(await laptop.me()).toBe(client.email);
  expect((await laptop.execute(signOutDevice, { id })).data).toEqual({ signOutDevice: false });
});

test('lets nobody sign out a device of someone else', async () => {
  const victim = await signIn(await addClient(product, practice));
  const { devices } = (await victim.execute('{ me { devices { id } } }')).data.me;
  const other = await signIn(await addClient(product, practice));
  const signOutDevice = 'mutation ($id: ID!, $kind: ViewerKind!) { signOutDevice(kind: $kind, id: $id) }';
  expect((await other.execute(signOutDevice, { id: devices[0].id, kind: 'PORTAL' })).data).toEqual({
    signOutDevice: false,
  });
  expect((await staff.execute(signOutDevice, { id: devices[0].id, kind: 'STAFF' })).data).toEqual({
    signOutDevice: false,
  });
  expect(await victim.me()).not.toBeNull();
});

const dying: [how: string, act: (client: TestClient) => Promise<Answer>][] = [
  [
    'the address is changed',
    ({ portalAccessId }) =>
      staff.execute(
        'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
        {
          input: { portalAccessId, email: `new-${portalAccessId}@client.example` },
        },
      ),
  ],
  [
    'access is switched off',
    ({ portalAccessId }) =>
      staff.execute(
        'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { active } } }',
        {
          input: { portalAccessId, active: false },
        },
      ),
  ],
  [
    'the client is archived',
    ({ clientId }) =>
      staff.execute('mutation ($input: ArchiveClientInput!) { archiveClient(input: $input) { id } }', {
        input: { clientId },
      }),
  ],
];

test.each(dying)('when %s, sessions, links and PINs are dead at the next request', async (_, act) => {
  const client = await addClient(product, practice);
  const [phone, laptop] = [await signIn(client), await signIn(client)];
  const link = await issueLink(product, practice, client);
  const pin = await pinFor(staff, client);
  expect(await phone.me()).toBe(client.email);

  expect((await act(client)).code).toBeUndefined();
  for (const apiClient of [phone, laptop]) expect(await apiClient.me()).toBeNull();
  expect((await product.apiClient().redeemLink(link)).data.redeemLink).toMatchObject({
    reason: 'NOT_VALID',
    canSendNewLink: false,
  });
  expect((await product.apiClient().redeemPin(practice.slug, client.email, pin)).data.redeemPin.__typename).toBe(
    'PinRefused',
  );
});

test('what was made before access went off does not come back to life with it', async () => {
  const client = await addClient(product, practice);
  const apiClient = await signIn(client);
  const link = await issueLink(product, practice, client);
  const pin = await pinFor(staff, client);
  const set =
    'mutation ($input: SetPortalAccessInput!) { setPortalAccess(input: $input) { ... on PortalAccess { active } } }';
  for (const active of [false, true])
    await staff.execute(set, { input: { portalAccessId: client.portalAccessId, active } });

  expect(await apiClient.me()).toBeNull();
  expect((await product.apiClient().redeemLink(link)).data.redeemLink.__typename).toBe('LinkRefused');
  expect((await product.apiClient().redeemPin(practice.slug, client.email, pin)).data.redeemPin.__typename).toBe(
    'PinRefused',
  );
});

test('a staff member who has left is out at the next request', async () => {
  const email = await addStaff(product, practice, 'clinician');
  const [member] = await product.sql<{ id: string }>('SELECT id FROM staff_member WHERE email = $1', [email]);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueStaffLink(product, { ...practice, ownerId: member?.id ?? '' }));
  expect(await apiClient.staff()).toBe(email);

  await product.sql('UPDATE staff_member SET removed_at = now() WHERE id = $1', [member?.id]);
  expect(await apiClient.staff()).toBeNull();
  expect((await apiClient.execute('{ clients { totalCount } }')).code).toBe('UNAUTHENTICATED');
});

test('a role that changes counts at the next request', async () => {
  const email = await addStaff(product, practice, 'owner');
  const [member] = await product.sql<{ id: string }>('SELECT id FROM staff_member WHERE email = $1', [email]);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueStaffLink(product, { ...practice, ownerId: member?.id ?? '' }));
  await product.sql("UPDATE staff_member SET role = 'front-desk' WHERE id = $1", [member?.id]);
  const createClient = 'mutation { createClient(input: { firstName: "A", lastName: "B" }) { id } }';
  expect((await apiClient.execute(createClient)).code).toBe('FORBIDDEN');
});
