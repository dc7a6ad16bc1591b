import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { addKey } from '../../test/api-key.ts';
import { wrongPin } from '../../test/credentials.ts';
import { addClient, addStaff, newestLinkTo, openPractice, sharedProduct, signInAsStaff } from '../../test/product.ts';
import type { TestPractice, TestProduct } from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { openReceiver, type ReceivedRequest, type WebhookReceiver } from '../../test/webhook-receiver.ts';
import { recordDeliveryEvent } from '../mail/delivery-events.ts';
import { webhookEvents } from './webhook-events.ts';

let product: TestProduct;
let practice: TestPractice;
let owner: ApiClient;
let receiver: WebhookReceiver;

beforeAll(async () => {
  product = await sharedProduct({ WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' });
});
beforeEach(async () => {
  practice = await openPractice(product);
  owner = await signInAsStaff(product, practice.ownerEmail);
  receiver = await openReceiver();
});
afterEach(async () => receiver.close());

const endpointFields = 'id url description events active offReason secret oldSecretUntil failingSince';
const deliveryFields = 'id eventId event state attempts status answer problem nextTryAt payload';
const create = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { ${endpointFields} } }`;
const update = `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { ${endpointFields} } }`;
const rotate = `mutation ($id: ID!) { rotateWebhookSecret(input: { webhookEndpointId: $id }) { ${endpointFields} } }`;
const remove = 'mutation ($id: ID!) { removeWebhookEndpoint(input: { webhookEndpointId: $id }) { id } }';
const sendTest = `mutation ($id: ID!) { sendTestEvent(input: { webhookEndpointId: $id }) { ${deliveryFields} } }`;
const redeliver = `mutation ($id: ID!) { redeliver(input: { webhookDeliveryId: $id }) { ${deliveryFields} } }`;
const log = `query ($id: ID!, $first: Int, $after: String, $state: WebhookDeliveryState) { webhookEndpoint(id: $id) { ${endpointFields}
  deliveries(first: $first, after: $after, state: $state) { edges { node { ${deliveryFields} } } pageInfo { hasNextPage endCursor } } } }`;

const everyEvent = webhookEvents.map((event) => event.replace('.', '_').toUpperCase());

async function addEndpoint(events = everyEvent): Promise<{ id: string; secret: string }> {
  const answer = await owner.execute(create, { input: { url: receiver.url, events } });
  return answer.data.createWebhookEndpoint;
}

const received = async (count: number): Promise<[ReceivedRequest, ReceivedRequest]> => {
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
  return receiver.received as [ReceivedRequest, ReceivedRequest];
};
const verify = (secret: string, { body, headers }: Pick<ReceivedRequest, 'body' | 'headers'>) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

test('sends events with a signature that the library of Standard Webhooks verifies', async () => {
  const { id, secret } = await addEndpoint(['PIN_GENERATED']);
  const client = await addClient(product, practice);
  await owner.generatePin(client.portalAccessId);

  const [one] = await received(1);
  expect(secret).toMatch(/^whsec_/);
  expect(verify(secret, one)).toEqual({
    type: 'pin.generated',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    data: {
      state: 'generated',
      practiceId: practice.practiceId,
      clientId: client.clientId,
      staffMemberId: practice.ownerId,
      portalAccesses: [{ id: client.portalAccessId, clientId: client.clientId }],
    },
  });
  expect(() => verify(secret, { ...one, body: one.body.replace('generated', 'revoked') })).toThrow();
  await expect
    .poll(async () => (await owner.execute(log, { id })).data.webhookEndpoint.deliveries.edges)
    .toMatchObject([
      { node: { event: 'pin.generated', state: 'DELIVERED', attempts: 1, status: 204, payload: one.body } },
    ]);
});

test(
  'every kind of event arrives once, and none carries a name, an address or a secret',
  { timeout: 60_000 },
  async () => {
    const endpoint = await addEndpoint();
    const client = await addClient(product, practice);
    const { portalAccessId } = client;
    await owner.execute('mutation { createClient(input: { firstName: "Jamie", lastName: "Rivera" }) { __typename } }');
    await owner.execute('mutation ($id: ID!) { archiveClient(input: { clientId: $id }) { id } }', {
      id: client.clientId,
    });
    await owner.execute('mutation ($id: ID!) { archiveClient(input: { clientId: $id, archived: false }) { id } }', {
      id: client.clientId,
    });
    await owner.sendInvitation(portalAccessId);
    await newestLinkTo(product, client.email);
    await product.apiClient().requestSignInLink(practice.slug, client.email);
    await product.apiClient().redeemLink(await newestLinkTo(product, client.email, 2));
    const { digits } = (await owner.generatePin(portalAccessId)).data.generatePin;
    await product.apiClient().redeemPin(practice.slug, client.email, wrongPin(digits));
    await product.apiClient().redeemPin(practice.slug, client.email, digits);
    await owner.generatePin(portalAccessId);
    await owner.execute('mutation ($id: ID!) { revokePin(input: { portalAccessId: $id }) { id } }', {
      id: portalAccessId,
    });
    await owner.execute(
      'mutation ($id: ID!) { setPortalAccess(input: { portalAccessId: $id, active: false }) { __typename } }',
      {
        id: portalAccessId,
      },
    );
    await owner.execute(
      'mutation ($id: ID!) { changeAddress(input: { portalAccessId: $id, email: "new@rivera.example" }) { __typename } }',
      { id: portalAccessId },
    );
    const mails = await product.sql<{ id: string }>(
      "SELECT id FROM mail WHERE practice_id = $1 AND kind IN ('invitation', 'sign-in-link')",
      [practice.practiceId],
    );
    const types = () => new Set(receiver.received.map(({ event }) => event.type));
    await expect
      .poll(() => [...types()], { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['link.delivered', 'invitation.delivered']));
    for (const { id } of mails) {
      const { mails: store } = product.stores;
      const event = {
        ref: { practiceId: practice.practiceId, mailId: id },
        providerId: '',
        state: 'bounced',
        at: new Date(),
        reason: client.email,
      } as const;
      await recordDeliveryEvent({ mails: store, logger: { info: () => undefined } as never }, event);
    }

    await expect.poll(() => [...types()].toSorted(), { timeout: 10_000 }).toEqual(webhookEvents.toSorted());
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const secrets = [client.email, 'rivera', 'jamie', 'olivia', 'harbor', '@', practice.slug, digits, '617'];
    for (const { event, body, headers } of receiver.received) {
      const { data } = verify(endpoint.secret, { body, headers }) as ReceivedRequest['event'];
      expect(Object.keys(data).toSorted()).toEqual([
        'clientId',
        'portalAccesses',
        'practiceId',
        'staffMemberId',
        'state',
      ]);
      for (const access of data.portalAccesses as object[]) expect(access).toEqual({ id, clientId: id });
      const words = body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(event.timestamp, '');
      for (const secret of secrets) expect(words.toLowerCase(), event.type).not.toContain(secret.toLowerCase());
    }
  },
);

test('sends nothing about an address without access, nor about what staff do for themselves', async () => {
  await addEndpoint();
  const stranger = `stranger@${practice.slug}.example`;
  await product.apiClient().requestSignInLink(practice.slug, stranger);
  await product.apiClient().redeemPin(practice.slug, stranger, '123456');
  await signInAsStaff(product, await addStaff(product, practice, 'clinician'));
  const acts = "SELECT 1 FROM activity WHERE practice_id = $1 AND kind = 'link.requested' AND result = 'no-account'";
  await expect.poll(() => product.sql(acts, [practice.practiceId])).toHaveLength(1);

  const client = await addClient(product, practice);
  await owner.generatePin(client.portalAccessId);
  expect((await received(1)).map(({ event }) => event.type)).toEqual(['pin.generated']);
});

test('a webhook gets the events that it subscribes to, from then on', async () => {
  const client = await addClient(product, practice);
  await owner.generatePin(client.portalAccessId);
  const { id } = await addEndpoint(['PIN_REVOKED']);
  await owner.generatePin(client.portalAccessId);
  await owner.execute(update, { input: { webhookEndpointId: id, events: ['PIN_GENERATED'] } });
  await owner.execute('mutation ($id: ID!) { revokePin(input: { portalAccessId: $id }) { id } }', {
    id: client.portalAccessId,
  });
  await owner.execute(update, { input: { webhookEndpointId: id, active: false } });
  await owner.generatePin(client.portalAccessId);
  await owner.execute(update, { input: { webhookEndpointId: id, active: true } });
  await owner.sendInvitation(client.portalAccessId);
  await owner.generatePin(client.portalAccessId);
  const made = "SELECT id FROM activity WHERE practice_id = $1 AND kind = 'pin.generated' ORDER BY at, id";
  const ids = (await product.sql<{ id: string }>(made, [practice.practiceId])).map(({ id: made }) => made);
  await received(1);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([ids.at(-1)]);
});

test('after a rotation both secrets sign for a day, then only the new one', async () => {
  const old = await addEndpoint();
  const { secret, oldSecretUntil } = (await owner.execute(rotate, { id: old.id })).data.rotateWebhookSecret;
  expect(secret).not.toBe(old.secret);
  expect(new Date(oldSecretUntil).getTime()).toBeGreaterThan(Date.now() + 23 * 3600 * 1000);
  await owner.execute(sendTest, { id: old.id });
  const [first] = await received(1);
  for (const each of [secret, old.secret]) expect(verify(each, first)).toMatchObject({ type: 'webhook.test' });

  await product.sql("UPDATE webhook_endpoint SET old_secret_until = now() - interval '1 second' WHERE id = $1", [
    old.id,
  ]);
  await owner.execute(sendTest, { id: old.id });
  const [, second] = await received(2);
  expect(verify(secret, second)).toMatchObject({ type: 'webhook.test' });
  expect(() => verify(old.secret, second)).toThrow();
});

test('no secret is in the database', async () => {
  const { id, secret } = await addEndpoint();
  const [row] = await product.sql<{ text: string }>('SELECT e::text AS text FROM webhook_endpoint e WHERE id = $1', [
    id,
  ]);
  expect(row?.text).not.toContain(secret.slice(6, 20));
  expect((await owner.execute(log, { id })).data.webhookEndpoint.secret).toBe(secret);
});

test('a delivery can be sent again, with the same id and body', async () => {
  const { id } = await addEndpoint();
  const sent = (await owner.execute(sendTest, { id })).data.sendTestEvent;
  await received(1);
  await expect
    .poll(async () => (await owner.execute(log, { id, state: 'DELIVERED' })).data.webhookEndpoint.deliveries.edges)
    .toHaveLength(1);
  expect((await owner.execute(redeliver, { id: sent.id })).data.redeliver).toMatchObject({ id: sent.id });
  const [first, second] = await received(2);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
});

test('the log has pages, newest first', async () => {
  const { id } = await addEndpoint();
  const sent: string[] = [];
  for (let n = 0; n < 3; n += 1) sent.unshift((await owner.execute(sendTest, { id })).data.sendTestEvent.id);
  const page = async (after?: string) =>
    (await owner.execute(log, { id, first: 2, after })).data.webhookEndpoint.deliveries;
  const first = await page();
  const second = await page(first.pageInfo.endCursor);
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(sent);
});

test.each([
  [{ url: 'nonsense' }, 'url'],
  [{ url: 'ftp://hooks.example/' }, 'url'],
  [{ url: 'https://user:password@hooks.example/' }, 'url'],
  [{ url: 'https://hooks.example/#part' }, 'url'],
  [{ url: 'https://10.0.0.1/' }, 'url'],
  [{ url: 'https://[::1]/' }, 'url'],
  [{ url: 'https://hooks.example/', events: [] }, 'events'],
  [{ url: 'https://hooks.example/', description: 'x'.repeat(101) }, 'description'],
])('says what is wrong with %j', async (wrong, field) => {
  const answer = await owner.execute(create, { input: { events: ['PIN_GENERATED'], ...wrong } });
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', extensions: { field } });
});

test('a practice has ten webhooks at most', async () => {
  for (let n = 0; n < 10; n += 1) await addEndpoint();
  expect(await owner.execute(create, { input: { url: receiver.url, events: everyEvent } })).toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});

test('owners and keys with the scope manage webhooks, and nobody else', async () => {
  const { id } = await addEndpoint();
  const key = product.apiClient((await addKey(product, practice, ['webhooks:manage'])).headers);
  expect((await key.execute(log, { id })).data.webhookEndpoint.id).toBe(id);
  const others = [
    product.apiClient(),
    await signInAsStaff(product, await addStaff(product, practice, 'clinician')),
    product.apiClient((await addKey(product, practice, ['clients:read', 'practice:write'])).headers),
  ];
  const delivery = (await owner.execute(sendTest, { id })).data.sendTestEvent.id;
  for (const apiClient of others) {
    for (const operation of [log, rotate, remove, sendTest, '{ webhookEndpoints { secret } }']) {
      expect((await apiClient.execute(operation, { id })).code).toMatch(/^(UNAUTHENTICATED|FORBIDDEN)$/);
    }
    expect((await apiClient.execute(redeliver, { id: delivery })).code).toMatch(/^(UNAUTHENTICATED|FORBIDDEN)$/);
    expect((await apiClient.execute(create, { input: { url: receiver.url, events: everyEvent } })).code).toMatch(
      /^(UN|FORB)/,
    );
  }
});

test("another practice's webhook answers as one that does not exist, and stays as it is", async () => {
  const { id } = await addEndpoint();
  const delivery = (await owner.execute(sendTest, { id })).data.sendTestEvent.id;
  const stranger = await signInAsStaff(product, (await openPractice(product)).ownerEmail);
  const nobody = '00000000-0000-4000-8000-000000000000';
  for (const operation of [log, rotate, remove, sendTest]) {
    const [theirs, none] = [
      await stranger.execute(operation, { id }),
      await stranger.execute(operation, { id: nobody }),
    ];
    expect(theirs.code).toBe('NOT_FOUND');
    expect(theirs.body).toBe(none.body);
  }
  expect((await stranger.execute(redeliver, { id: delivery })).code).toBe('NOT_FOUND');
  expect(
    (await stranger.execute(update, { input: { webhookEndpointId: id, url: 'https://evil.example/' } })).code,
  ).toBe('NOT_FOUND');
  expect((await owner.execute(log, { id })).data.webhookEndpoint).toMatchObject({
    url: receiver.url,
    oldSecretUntil: null,
  });
});

test('what is done to a webhook is in the record', async () => {
  const { id } = await addEndpoint();
  await owner.execute(rotate, { id });
  await owner.execute(update, { input: { webhookEndpointId: id, description: 'Booking tool' } });
  await owner.execute(remove, { id });
  const { edges } = (await owner.execute('{ practiceActivity(first: 10) { edges { node { summary } } } }')).data
    .practiceActivity;
  const { host } = new URL(receiver.url);
  expect(edges.slice(0, 4).map(({ node }: { node: { summary: string } }) => node.summary)).toEqual([
    `Webhook to ${host} removed by Olivia Hart`,
    `Webhook to ${host} changed by Olivia Hart`,
    `New secret made for the webhook to ${host} by Olivia Hart`,
    `Webhook to ${host} added by Olivia Hart`,
  ]);
});
