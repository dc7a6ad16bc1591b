import { beforeAll, expect, test } from 'vitest';
import { idToBytes } from '../src/lib/ids.ts';
import { issueLink, issueStaffLink, pinFor } from './credentials.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  type TestClient,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import type { ApiClient } from './api-client.ts';

// A link, an invitation, a staff link, a PIN and a session are never taken for one another, and hold
// for one practice only.

let product: TestProduct;
let practice: TestPractice;
let client: TestClient;
let staff: ApiClient;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
  client = await addClient(product, practice);
  staff = product.apiClient();
  await staff.redeemLink(await issueStaffLink(product, practice));
});

const portalCookie = 'porchlight-portal';
const staffCookie = 'porchlight-staff';

async function refusalOf(token: string): Promise<string> {
  const apiClient = product.apiClient();
  const { redeemLink } = (await apiClient.redeemLink(token)).data;
  expect(apiClient.cookies.size).toBe(0);
  return redeemLink.reason;
}

test.each(['l', 's', 'x', ''])('an invitation does not pass for a link of the kind %j', async (letter) => {
  const token = await issueLink(product, practice, await addClient(product, practice));
  expect(await refusalOf(token.replace(/^i/, letter))).toBe('NOT_VALID');
  expect((await product.apiClient().redeemLink(token)).data.redeemLink.__typename).toBe('SignedIn');
});

test.each(['l', 'i'])('a staff link does not pass for a link of the kind %j', async (letter) => {
  const own = await openPractice(product);
  const token = await issueStaffLink(product, own);
  expect(await refusalOf(token.replace(/^s/, letter))).toBe('NOT_VALID');
});

test('a link names its practice, its key and itself, and none of them can be exchanged', async () => {
  const other = await openPractice(product);
  const [letter, key, text] = (await issueLink(product, practice, await addClient(product, practice))).split('.');
  const bytes = Buffer.from(text ?? '', 'base64url');
  const put = (at: number, part: Buffer) => {
    const changed = Buffer.from(bytes);
    part.copy(changed, at);
    return `${letter}.${key}.${changed.toString('base64url')}`;
  };
  expect(await refusalOf(put(0, idToBytes(other.practiceId)))).toBe('NOT_VALID');
  expect(await refusalOf(put(16, idToBytes(client.clientId)))).toBe('NOT_VALID');
  expect(await refusalOf(put(32, Buffer.alloc(32)))).toBe('NOT_VALID');
  expect(await refusalOf(`${letter}.t2.${text}`)).toBe('NOT_VALID');
  expect(await refusalOf(`${letter}.${text}`)).toBe('NOT_VALID');
});

test('a session of a client does not pass for one of staff, nor the other way round', async () => {
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, client));
  const [ofClient, ofStaff] = [apiClient.cookies.get(portalCookie) ?? '', staff.cookies.get(staffCookie) ?? ''];
  expect(await apiClient.me()).toBe(client.email);

  const swapped = product.apiClient();
  swapped.cookies.set(staffCookie, ofClient);
  swapped.cookies.set(portalCookie, ofStaff);
  expect((await swapped.execute('{ me { email } staff { email } }')).data).toEqual({ me: null, staff: null });
  expect((await swapped.execute('{ clients { totalCount } }')).code).toBe('UNAUTHENTICATED');
  expect((await swapped.generatePin(client.portalAccessId)).code).toBe('UNAUTHENTICATED');
});

test('a session of one practice does not pass at another', async () => {
  const other = await openPractice(product);
  const apiClient = product.apiClient();
  const there = Buffer.from(staff.cookies.get(staffCookie) ?? '', 'base64url');
  idToBytes(other.practiceId).copy(there);
  apiClient.cookies.set(staffCookie, there.toString('base64url'));
  expect(await apiClient.staff()).toBeNull();
});

test('neither a session, nor an id, nor a PIN passes for a link', async () => {
  const pin = await pinFor(staff, client);
  for (const token of [staff.cookies.get(staffCookie) ?? '', pin, client.portalAccessId, practice.practiceId]) {
    expect(await refusalOf(token)).toBe('NOT_VALID');
  }
});

test('a link passes for no session', async () => {
  const token = await issueStaffLink(product, await openPractice(product));
  for (const text of [token, token.split('.')[2] ?? '']) {
    const apiClient = product.apiClient();
    apiClient.cookies.set(staffCookie, text);
    apiClient.cookies.set(portalCookie, text);
    expect((await apiClient.execute('{ me { email } staff { email } }')).data).toEqual({ me: null, staff: null });
  }
});
