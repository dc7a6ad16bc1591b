import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newApiKeyToken } from '../src/api-keys/api-key-token.ts';
import { newId } from '../src/lib/ids.ts';
import { KeyedHash } from '../src/lib/keyed-hash.ts';
import { newSessionToken } from '../src/sessions/session-token.ts';
import { linkToken } from '../src/sign-in/link/link-token.ts';
import { wrongPin, pinFor } from './credentials.ts';
import {
  addClient,
  linksTo,
  newestLinkTo,
  openPractice,
  openTestProduct,
  signInAsStaff,
  testKeys,
  type TestProduct,
} from './product.ts';
import { waitForBackgroundWork } from './time.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ LOG_LEVEL: 'trace' });
});
afterAll(async () => product.close());

test('a whole call for help, failures included, leaves no secret and no address in the log', async () => {
  const practice = await openPractice(product);
  const client = await addClient(product, practice);
  const staff = await signInAsStaff(product, practice.ownerEmail);
  await staff.sendInvitation(client.portalAccessId);
  const token = await newestLinkTo(product, client.email);
  const pin = await pinFor(staff, client);
  const apiClient = product.apiClient({
    'user-agent': `Mozilla ${client.email}\u00a0${token}`.replaceAll('\u00a0', ' '),
  });
  await apiClient.redeemPin(practice.slug, client.email, wrongPin(pin));
  await apiClient.redeemPin(practice.slug, client.email, pin);
  await apiClient.redeemLink(token);
  await apiClient.redeemLink(`${token}x`);
  await apiClient.requestSignInLink(practice.slug, `x${client.email}`);
  await apiClient.requestSignInLink(practice.slug, `${client.email}\nlevel=fatal`);
  await apiClient.execute(`{ me { email } } # ${token} ${client.email}`);
  await apiClient.execute(`{ ${client.email} }`);
  await staff.execute(
    'mutation ($input: ChangeAddressInput!) { changeAddress(input: $input) { ... on PortalAccess { id } } }',
    {
      input: { portalAccessId: client.portalAccessId, email: `new-${client.email}` },
    },
  );
  const { app } = product;
  const cookie = [...staff.cookies.values()][0] ?? '';
  for (const secret of [token, cookie, client.email, encodeURIComponent(client.email)]) {
    await app.inject({ url: `/${secret}` });
    await app.inject({ url: `/harbor/link?token=${secret}`, headers: { referer: `http://localhost:4000/#${secret}` } });
  }
  await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: `{"${client.email}`,
  });

  await product.sql('ALTER TABLE sign_in_request RENAME COLUMN email TO hidden');
  expect((await apiClient.requestSignInLink(practice.slug, client.email)).code).toBe('INTERNAL_SERVER_ERROR');
  await product.sql('ALTER TABLE sign_in_request RENAME COLUMN hidden TO email');
  await waitForBackgroundWork(product);

  const log = product.log.join('');
  expect(product.log.length).toBeGreaterThan(15);
  const tokens = [...(await linksTo(product, client.email)), ...(await linksTo(product, practice.ownerEmail))];
  for (const secret of [...tokens, ...apiClient.cookies.values(), ...staff.cookies.values()])
    expect(log).not.toContain(secret);
  for (const email of [client.email, practice.ownerEmail]) {
    expect(log).not.toContain(email);
    expect(log).not.toContain(encodeURIComponent(email));
  }
  const withoutNoise = log.replaceAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|p-[0-9a-f]{12}/g,
    '',
  );
  expect(withoutNoise).not.toContain(pin);
});

const text = { 'content-type': 'application/json' };

test.each<[string, (secret: string) => InjectOptions]>([
  ['a path', (secret) => ({ url: `/${secret}` })],
  ['an encoded fragment', (secret) => ({ url: `/harbor/link%23${secret}` })],
  ['a folder', (secret) => ({ url: `/harbor/x%2F${secret}%2Fhome` })],
  ['a path that reaches no page', (secret) => ({ url: `/harbor/${'x'.repeat(180)}/${secret}` })],
  ['a query', (secret) => ({ url: `/harbor?token=${secret}` })],
  ['a query of the API', (secret) => ({ url: `/graphql?query=${secret}` })],
  ['a header', (secret) => ({ url: '/harbor', headers: { authorization: `Bearer ${secret}`, referer: secret } })],
  ['a cookie', (secret) => ({ url: '/staff/activity.csv', headers: { cookie: `porchlight-staff=${secret}` } })],
  ['a body', (secret) => ({ url: '/graphql', method: 'POST', headers: text, payload: `{"query":"{ ${secret} }"}` })],
  [
    'a body that does not parse',
    (secret) => ({ url: '/graphql', method: 'POST', headers: text, payload: `{"${secret}` }),
  ],
  ['an error and its stack', (secret) => ({ url: `/harbor/qr.svg?fail=${secret}` })],
])('no secret in %s reaches the log', async (_, request) => {
  const { text: key } = newApiKeyToken(newId());
  const secrets = [
    linkToken(new KeyedHash(testKeys, 'link'), { kind: 'staff', practiceId: newId(), id: newId() }),
    newSessionToken().textFor(newId()),
    key,
    `whsec_${Buffer.from(key).toString('base64')}`,
    'jamie.rivera@client.example',
  ];
  for (const secret of secrets.flatMap((each) => [each, encodeURIComponent(each)])) {
    const before = product.log.length;
    const failing = vi
      .spyOn(product.stores.practices, 'findPortal')
      .mockRejectedValue(new Error(`cannot find ${secret}`));
    await product.app.inject(request(secret));
    failing.mockRestore();
    const lines = product.log.slice(before).join('');
    expect(lines).not.toBe('');
    expect(lines).not.toContain(secret);
    expect(lines).not.toContain(secret.slice(2, 14));
  }
});

test('a path in the log ends after 200 characters, and at /link', async () => {
  const pathOf = async (url: string) => {
    await product.app.inject({ url });
    return JSON.parse(product.log.at(-1) ?? '{}').path as string;
  };
  expect(await pathOf(`/${'a/'.repeat(5000)}`)).toBe(`/${'a/'.repeat(99)}a…`);
  expect(await pathOf('/harbor/link/whatever?it=is')).toBe('/harbor/link');
  expect(await pathOf('/harbor/link%23whatever')).toBe('/harbor/link');
  expect(await pathOf('/linked-lives/home')).toBe('/linked-lives/home');
});

test('every event is one line of JSON', async () => {
  await product.app.inject({ url: '/a%0Ab%0D%0A%7B%22level%22:%22fatal%22%7D' });
  await product.apiClient().execute('{ "a\nb" }');
  for (const line of product.log) {
    expect(line.trimEnd()).not.toMatch(/[\n\r]/);
    expect(JSON.parse(line)).toMatchObject({
      level: expect.any(String),
      time: expect.any(String),
      msg: expect.any(String),
    });
  }
});
