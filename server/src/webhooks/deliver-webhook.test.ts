import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownerOf } from '../../test/api-key.ts';
import { openPractice, sharedProduct, type TestPractice, type TestProduct } from '../../test/product.ts';
import { openReceiver, type WebhookReceiver } from '../../test/webhook-receiver.ts';
import { newId } from '../lib/ids.ts';
import { createLogger } from '../lib/logger.ts';
import { Poller } from '../db/poller.ts';
import { purge } from '../app/housekeeping.ts';
import { rotateWebhookSecret, updateWebhookEndpoint } from './change-webhook-endpoint.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { deliverWebhook, settleDeliveries } from './deliver-webhook.ts';
import { redeliver, sendTestEvent } from './redeliver.ts';
import { pauseSeconds, webhookPolicy } from './webhook-policy.ts';
import { webhookDeliveryQueue, webhookEventQueue } from './webhooks.poller.ts';

// Nothing is under way by itself here; the tests enqueue, deliver, and let time pass.

let product: TestProduct;
let practice: TestPractice;
let receiver: WebhookReceiver;
let endpointId: string;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off', WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' });
});
beforeEach(async () => {
  practice = await openPractice(product);
  receiver = await openReceiver();
  endpointId = await createWebhookEndpoint(product.stores, ownerOf(practice), {
    url: receiver.url,
    events: ['client.created', 'pin.generated'],
  });
});
afterEach(async () => receiver.close());

const logger = createLogger('silent');
const enqueue = () => product.stores.webhookDeliveries.enqueue(practice.practiceId);
const claim = () => product.stores.webhookDeliveries.claim(practice.practiceId, [endpointId], 100);

/** Tries every delivery that is due. */
async function deliver(): Promise<void> {
  const dependencies = { ...product.stores, logger };
  const tried = await Promise.all((await claim()).map((delivery) => deliverWebhook(dependencies, delivery)));
  if (tried.length > 0) await settleDeliveries(dependencies, practice.practiceId, tried);
}

interface Row {
  id: string;
  state: string;
  attempts: number;
  status: number | null;
  problem: string | null;
  wait: number;
}
const rows = () =>
  product.sql<Row>(
    `SELECT id, state, attempts, status, problem, extract(epoch FROM due_at - now())::float8 AS wait
       FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY created_at, id`,
    [endpointId],
  );
const pass = (seconds: number) =>
  product.sql(
    `UPDATE webhook_delivery SET due_at = due_at - make_interval(secs => $2), try_until = try_until - make_interval(secs => $2),
            claimed_until = claimed_until - make_interval(secs => $2) WHERE endpoint_id = $1`,
    [endpointId, seconds],
  );
const endpoint = async () => product.stores.webhookEndpoints.find(practice.practiceId, endpointId);

/** Something happens that the endpoint is told of, `age` seconds ago. */
async function happen(age = 0): Promise<string> {
  const id = newId();
  await product.sql(
    `INSERT INTO activity (practice_id, id, at, kind, result, client_id) VALUES ($1, $2, now() - make_interval(secs => $3), 'client.created', 'ok', $4)`,
    [practice.practiceId, id, age, newId()],
  );
  return id;
}

/** One delivery of something that just happened. */
async function enqueued(): Promise<string> {
  await happen();
  await enqueue();
  return (await rows()).at(-1)?.id ?? '';
}

test('a refusal is tried again, later each time, until it is taken', async () => {
  receiver.answer((response) => void response.writeHead(503).end('later'));
  await enqueued();
  for (const [attempts, wait] of [
    [1, 5],
    [2, 20],
    [3, 80],
    [4, 320],
  ] as const) {
    await deliver();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'waiting', attempts, status: 503, problem: 'It answered with status 503.' });
    expect(row?.wait).toBeGreaterThan(wait * 0.8 - 2);
    expect(row?.wait).toBeLessThanOrEqual(wait * 1.2 + 1);
    await deliver();
    expect(receiver.received).toHaveLength(attempts);
    await pass(wait * 1.2 + 2);
  }
  receiver.answer((response) => void response.writeHead(200).end());
  await deliver();
  expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 5, status: 200, problem: null }]);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

test('pauses grow fourfold up to four hours, with a jitter of a fifth', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map((n) => pauseSeconds(n, () => 0.5))).toEqual([
    5, 20, 80, 320, 1280, 5120, 14400, 14400,
  ]);
  expect([0, 1].map((random) => pauseSeconds(7, () => random))).toEqual([11520, 17280]);
});

test('it is given up after a day, and can be sent again by hand', async () => {
  receiver.answer((response) => void response.writeHead(500).end());
  const id = await enqueued();
  await pass(webhookPolicy.tryForSeconds - 3);
  await deliver();
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 1, status: 500 }]);
  await deliver();
  expect(receiver.received).toHaveLength(1);

  receiver.answer((response) => void response.writeHead(200).end());
  await redeliver(product.stores, ownerOf(practice), id);
  await deliver();
  expect(await rows()).toMatchObject([{ state: 'delivered' }]);
});

test('410 Gone switches the webhook off, and what waits for it is given up', async () => {
  receiver.answer((response) => void response.writeHead(410).end());
  await enqueued();
  const later = await enqueued();
  await product.sql("UPDATE webhook_delivery SET due_at = now() + interval '1 hour' WHERE id = $1", [later]);
  await deliver();
  expect(await endpoint()).toMatchObject({ active: false, offReason: 'gone' });
  await pass(3600);
  await deliver();
  expect((await rows()).map(({ state }) => state)).toEqual(['failed', 'failed']);
  expect(receiver.received).toHaveLength(1);
  const acts = "SELECT result FROM activity WHERE practice_id = $1 AND kind = 'webhook.switched-off'";
  expect(await product.sql(acts, [practice.practiceId])).toEqual([{ result: 'gone' }]);
  await expect(sendTestEvent(product.stores, ownerOf(practice), endpointId)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});

test('a webhook that takes nothing for five days is switched off; one that took something meanwhile is not', async () => {
  receiver.answer((response) => void response.writeHead(500).end());
  await enqueued();
  await deliver();
  const failFor = (days: number) =>
    product.sql('UPDATE webhook_endpoint SET failing_since = now() - make_interval(days => $2) WHERE id = $1', [
      endpointId,
      days,
    ]);
  await failFor(4);
  await enqueued();
  await deliver();
  expect((await endpoint())?.active).toBe(true);

  receiver.answer((response) => void response.writeHead(200).end());
  await enqueued();
  await deliver();
  expect((await endpoint())?.failingSince).toBeNull();

  receiver.answer((response) => void response.writeHead(500).end());
  await enqueued();
  await deliver();
  await failFor(6);
  await enqueued();
  await deliver();
  expect(await endpoint()).toMatchObject({ active: false, offReason: 'failing' });

  await updateWebhookEndpoint(product.stores, ownerOf(practice), endpointId, { active: true });
  expect(await endpoint()).toMatchObject({ active: true, offReason: null, failingSince: null });
});

test('what a server had claimed when it died is delivered by another', async () => {
  await enqueued();
  expect(await claim()).toHaveLength(1);
  await deliver();
  expect(receiver.received).toHaveLength(0);
  await pass(webhookPolicy.leaseSeconds + 5);
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
});

test('at most eight are in progress to one webhook, and one while it takes nothing', async () => {
  for (let n = 0; n < 12; n += 1) await happen();
  await enqueue();
  expect(await claim()).toHaveLength(webhookPolicy.mostAtOnce);
  expect(await claim()).toEqual([]);

  await pass(webhookPolicy.leaseSeconds + 5);
  await product.sql('UPDATE webhook_endpoint SET failing_since = now() WHERE id = $1', [endpointId]);
  expect(await claim()).toHaveLength(1);
});

test('a delivery during which every server dies ends after a day', async () => {
  await enqueued();
  expect(await claim()).toHaveLength(1);
  await pass(webhookPolicy.tryForSeconds + 60);
  expect(await claim()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: 'failed', problem: 'It could not be sent within a day.' }]);
});

test('a webhook whose address makes no sense is a delivery that failed, and holds up no other', async () => {
  await product.sql("UPDATE webhook_endpoint SET url = 'nonsense' WHERE id = $1", [endpointId]);
  await enqueued();
  await deliver();
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1, problem: 'It could not be reached.' }]);
});

test('no event is sent twice however often the activity is read, and a late commit is still sent', async () => {
  await product.sql(
    "UPDATE webhook_endpoint SET subscriptions = jsonb_build_object('client.created', now() - interval '1 day') WHERE id = $1",
    [endpointId],
  );
  await enqueued();
  for (let n = 0; n < 3; n += 1) await enqueue();
  expect(await rows()).toHaveLength(1);

  // An act that began five minutes ago, and is visible only now.
  await happen(300);
  await product.sql("UPDATE webhook_endpoint SET reread_at = reread_at - interval '61 seconds' WHERE id = $1", [
    endpointId,
  ]);
  await enqueue();
  await enqueue();
  expect(await rows()).toHaveLength(2);
});

test('more events than one pass holds are all sent, also after a long pause', async () => {
  const count = webhookPolicy.eventsAtOnce + 20;
  await product.sql(
    `UPDATE webhook_endpoint SET read_until = now() - interval '3 hours', reread_at = now() - interval '3 hours',
            subscriptions = jsonb_build_object('client.created', now() - interval '1 day') WHERE id = $1`,
    [endpointId],
  );
  await product.sql(
    `INSERT INTO activity (practice_id, id, at, kind, result)
     SELECT $1, gen_random_uuid(), now() - interval '2 hours', 'client.created', 'ok' FROM generate_series(1, $2::int)`,
    [practice.practiceId, count],
  );
  expect(await enqueue()).toBe(webhookPolicy.eventsAtOnce);
  expect(await enqueue()).toBe(20);
  expect(await enqueue()).toBe(0);
  expect(await rows()).toHaveLength(count);
});

test('where its key was taken out of the configuration, nothing is sent unsigned', async () => {
  await product.sql("UPDATE webhook_endpoint SET key_id = 'gone' WHERE id = $1", [endpointId]);
  await enqueued();
  await deliver();
  expect(receiver.received).toEqual([]);
  expect((await rows())[0]?.problem).toContain('Make a new secret.');
  await rotateWebhookSecret(product.stores, ownerOf(practice), endpointId);
  await pass(60);
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

test('a receiver that never answers delays no other', async () => {
  receiver.answer(() => undefined);
  for (let n = 0; n < 30; n += 1) await happen();
  await enqueue();
  const other = await openPractice(product);
  const quick = await openReceiver();
  await createWebhookEndpoint(product.stores, ownerOf(other), { url: quick.url, events: ['client.created'] });

  const poller = new Poller(
    [webhookEventQueue(product.stores), webhookDeliveryQueue({ ...product.stores, logger })] as const,
    logger,
  );
  await expect.poll(() => receiver.received.length).toBe(webhookPolicy.mostAtOnce);
  for (let n = 1; n <= 3; n += 1) {
    await product.sql(
      `INSERT INTO activity (practice_id, id, kind, result) VALUES ($1, gen_random_uuid(), 'client.created', 'ok')`,
      [other.practiceId],
    );
    await expect.poll(() => quick.received.length, { timeout: 5000 }).toBe(n);
  }
  expect(receiver.received).toHaveLength(webhookPolicy.mostAtOnce);
  await poller.stop(0);
  await quick.close();
});

test('deliveries are deleted after 30 days', async () => {
  const [old, recent] = [await enqueued(), await enqueued()];
  const age = (id: string, days: number) =>
    product.sql('UPDATE webhook_delivery SET created_at = created_at - make_interval(days => $2) WHERE id = $1', [
      id,
      days,
    ]);
  await age(old, 31);
  await age(recent, 29);
  await purge(product.stores);
  expect((await rows()).map(({ id }) => id)).toEqual([recent]);
});
