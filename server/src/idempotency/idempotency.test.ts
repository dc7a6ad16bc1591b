import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addKey, type TestKey } from '../../test/api-key.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
let practice: TestPractice;
let key: TestKey;

beforeAll(async () => {
  product = await sharedProduct();
});
beforeEach(async () => {
  practice = await openPractice(product);
  key = await addKey(product, practice);
});

const create = `mutation ($lastName: String!) {
  createClient(input: { firstName: "Robin", lastName: $lastName }) { id name } }`;
const sending = (name: string, headers: Record<string, string> = key.headers) =>
  product.apiClient({ ...headers, 'idempotency-key': name });
const newClient = (program: ApiClient, lastName = 'Vale') => program.execute(create, { lastName });
const clients = async () =>
  (await product.sql('SELECT 1 FROM client WHERE practice_id = $1', [practice.practiceId])).length;

test('a mutation sent again acts once and answers the same', async () => {
  const first = await newClient(sending('order-1'));
  const again = await newClient(sending('order-1'));

  expect(first.data.createClient.name).toBe('Robin Vale');
  expect(again.body).toBe(first.body);
  expect(again.status).toBe(first.status);
  expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true']);
  expect(await clients()).toBe(1);
});

test('without the header, or with another key, it acts again', async () => {
  await newClient(sending('order-1'));
  await newClient(sending('order-2'));
  await newClient(product.apiClient(key.headers));
  expect(await clients()).toBe(3);
});

test('a refusal is an answer, too', async () => {
  const first = await newClient(sending('order-1'), '');
  expect(first.code).toBe('BAD_USER_INPUT');
  expect((await newClient(sending('order-1'), '')).body).toBe(first.body);
});

test('ten at the same time act once, and all get the answer', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => newClient(sending('order-1'))));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(await clients()).toBe(1);
});

test('refuses a key that was used for another request', async () => {
  await newClient(sending('order-1'), 'Vale');
  const other = await newClient(sending('order-1'), 'Hill');
  expect(other).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', extensions: { field: 'Idempotency-Key' } });
  expect(await clients()).toBe(1);
});

test('one caller never gets the answer of another, in the same practice or elsewhere', async () => {
  const elsewhere = await openPractice(product);
  const answers = [
    await newClient(sending('order-1')),
    await newClient(sending('order-1', (await addKey(product, practice)).headers)),
    await newClient(sending('order-1', (await addKey(product, elsewhere)).headers)),
  ];
  expect(new Set(answers.map(({ data }) => data.createClient.id)).size).toBe(3);
});

test('works for people who are signed in as staff, and for nobody else', async () => {
  const staff = sending('order-1', {});
  for (const [name, value] of (await signInAsStaff(product, practice.ownerEmail)).cookies)
    staff.cookies.set(name, value);
  expect((await newClient(staff)).body).toBe((await newClient(staff)).body);
  expect(await clients()).toBe(1);

  const anonymous = await sending('order-1', {}).requestSignInLink(practice.slug, 'jamie@client.example');
  expect(anonymous).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', extensions: { field: 'Idempotency-Key' } });
  expect((await staff.execute('mutation { signOut }')).code).toBe('BAD_USER_INPUT');
});

test.each(['x'.repeat(256), 'ünï', 'a\tb'])('refuses the key %j', async (name) => {
  expect(await newClient(sending(name))).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await clients()).toBe(0);
});

test('being told to wait is no answer to keep', async () => {
  const { portalAccessId, portalAccountId } = await addClient(product, practice);
  const program = sending('pin-1');
  await product.sql(
    `INSERT INTO pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at, voided_at, void_reason)
     SELECT $1, gen_random_uuid(), $2, $3, 't1', '\\x00', now(), now(), 'replaced' FROM generate_series(1, 10)`,
    [practice.practiceId, portalAccountId, practice.ownerId],
  );
  expect((await program.generatePin(portalAccessId)).code).toBe('TOO_MANY_REQUESTS');
  await product.sql('DELETE FROM pin WHERE portal_account_id = $1', [portalAccountId]);
  expect((await program.generatePin(portalAccessId)).data.generatePin.digits).toMatch(/^\d{6}$/);
});

test('says so when the first request was cut off, and does not act again', async () => {
  await newClient(sending('order-1'));
  await product.sql("UPDATE idempotency_key SET answer = NULL, created_at = now() - interval '61 seconds'");
  const again = await newClient(sending('order-1'));
  expect(again).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field: 'Idempotency-Key' } });
  expect(again.message).toMatch(/cut off/);
  expect(await clients()).toBe(1);
});

test('an outage in the middle is no answer to keep, but a request that was cut off', async () => {
  await product.sql(`CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'out of disk' USING ERRCODE = '53100'; END $$`);
  await product.sql('CREATE TRIGGER stop BEFORE INSERT ON client EXECUTE FUNCTION stop()');
  const first = await newClient(sending('order-1'));
  await product.sql('DROP FUNCTION stop CASCADE');
  expect(first).toMatchObject({ status: 503, code: 'INTERNAL_SERVER_ERROR' });

  await product.sql("UPDATE idempotency_key SET created_at = now() - interval '61 seconds'");
  expect((await newClient(sending('order-1'))).message).toMatch(/cut off/);
  expect(await clients()).toBe(0);
  await newClient(sending('order-2'));
  expect(await clients()).toBe(1);
});

test('a request whose answer could not be kept is answered, and not done again', async () => {
  await product.sql('ALTER TABLE idempotency_key ADD CONSTRAINT full_disk CHECK (answer IS NULL) NOT VALID');
  const first = await newClient(sending('order-1'));
  await product.sql('ALTER TABLE idempotency_key DROP CONSTRAINT full_disk');
  expect(first.data.createClient.name).toBe('Robin Vale');
  await product.sql("UPDATE idempotency_key SET created_at = now() - interval '61 seconds'");
  expect((await newClient(sending('order-1'))).message).toMatch(/cut off/);
  expect(await clients()).toBe(1);
});

test('a kept answer is for who may still act', async () => {
  const name = `owner-${practice.slug}`;
  const owner = sending(name, {});
  for (const [cookie, value] of (await signInAsStaff(product, practice.ownerEmail)).cookies)
    owner.cookies.set(cookie, value);
  const make = 'mutation { createApiKey(input: { name: "Web site", scopes: [CLIENTS_READ] }) { token } }';
  const { token } = (await owner.execute(make)).data.createApiKey;

  await product.sql("UPDATE staff_member SET role = 'clinician' WHERE id = $1", [practice.ownerId]);
  const again = await owner.execute(make);
  expect(again).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect(again.body).not.toContain(token);
});

test('variables that are nested too deep are refused, and not claimed', async () => {
  const deep = `${'['.repeat(28_000)}${']'.repeat(28_000)}`;
  const answer = await product.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...key.headers, 'content-type': 'application/json', 'idempotency-key': 'deep' },
    payload: `{"query":${JSON.stringify(create)},"variables":{"lastName":"Vale","beside":${deep}}}`,
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'variables' });
  expect(await clients()).toBe(0);
});

test('is forgotten after 24 hours, and deleted', async () => {
  await newClient(sending('order-1'));
  await product.sql("UPDATE idempotency_key SET created_at = now() - interval '23 hours'");
  await newClient(sending('order-1'));
  expect(await clients()).toBe(1);
  expect(await product.stores.idempotency.purge(practice.practiceId)).toBe(0);

  await product.sql("UPDATE idempotency_key SET created_at = now() - interval '25 hours'");
  await newClient(sending('order-1'));
  expect(await clients()).toBe(2);
  await product.sql("UPDATE idempotency_key SET created_at = now() - interval '25 hours'");
  expect(await product.stores.idempotency.purge(practice.practiceId)).toBeGreaterThan(0);
});

test('a copy of the database holds no PIN and no key out of a kept answer', async () => {
  const { portalAccessId } = await addClient(product, practice);
  const { digits } = (await sending('pin-1').generatePin(portalAccessId)).data.generatePin;
  const owner = sending('key-1', {});
  for (const [name, value] of (await signInAsStaff(product, practice.ownerEmail)).cookies)
    owner.cookies.set(name, value);
  const make = 'mutation { createApiKey(input: { name: "Web site", scopes: [CLIENTS_READ] }) { token } }';
  const { token } = (await owner.execute(make)).data.createApiKey;
  expect((await owner.execute(make)).data.createApiKey.token).toBe(token);
  expect((await sending('pin-1').generatePin(portalAccessId)).data.generatePin.digits).toBe(digits);

  const rows = await product.sql<{ row: string; answer: string }>(
    'SELECT i::text AS row, answer FROM idempotency_key i WHERE practice_id = $1',
    [practice.practiceId],
  );
  expect(rows).toHaveLength(2);
  for (const { row, answer } of rows) {
    for (const read of [row, Buffer.from(answer.split('.')[1] ?? '', 'base64url').toString('latin1')]) {
      expect(read).not.toContain('digits');
      expect(read).not.toContain(token.slice(4));
    }
  }
});
