import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebhookEndpoint } from '../src/webhooks/create-webhook-endpoint.ts';
import { newId } from '../src/lib/ids.ts';
import { enqueueDeliveries } from '../src/webhooks/enqueue-deliveries.sql.ts';
import { numbered } from '../src/db/sql.ts';
import { ownerOf } from './api-key.ts';
import { openPractice, openTestProduct, type TestPractice, type TestProduct } from './product.ts';
import { newMigratedDatabase } from './migrated-database.ts';
import { openReceiver, type WebhookReceiver } from './webhook-receiver.ts';

// Two servers read the record at once, while it is written.

let products: TestProduct[];
let product: TestProduct;
let receiver: WebhookReceiver;

beforeAll(async () => {
  const url = await newMigratedDatabase();
  const open = () => openTestProduct({ JOBS: 'off', WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' }, url);
  product = await open();
  products = [product, await open()];
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver.close();
  for (const each of products) await each.close();
});

const addEndpoint = (practice: TestPractice) =>
  createWebhookEndpoint(product.stores, ownerOf(practice), { url: receiver.url, events: ['client.created'] });

const insert = `INSERT INTO activity (practice_id, id, kind, result) VALUES ($1, $2, 'client.created', 'ok')`;

test('every endpoint gets every act exactly once, whichever server reads it and whenever it is committed', async () => {
  const practice = await openPractice(product);
  const endpoints = [await addEndpoint(practice), await addEndpoint(practice)];
  const acts = Array.from({ length: 300 }, newId);
  const writing = new AbortController();
  const read = async ({ stores }: TestProduct) => {
    while (!writing.signal.aborted) await stores.webhookDeliveries.enqueue(practice.practiceId);
    await stores.webhookDeliveries.enqueue(practice.practiceId);
  };
  const readers = [...products, ...products].map(read);

  const late = product.stores.database.transaction(async ({ manager }) => {
    await manager.query(insert, [practice.practiceId, acts[0]]);
    for (const id of acts.slice(1)) await product.sql(insert, [practice.practiceId, id]);
    // It is committed after acts that began after it.
  });
  await late;
  writing.abort();
  await Promise.all(readers);
  // A minute later, the record is read again from further back.
  await product.sql("UPDATE webhook_endpoint SET reread_at = reread_at - interval '61 seconds'");
  await product.stores.webhookDeliveries.enqueue(practice.practiceId);

  for (const endpoint of endpoints) {
    const told = await product.sql<{ event_id: string }>(
      'SELECT event_id FROM webhook_delivery WHERE endpoint_id = $1',
      [endpoint],
    );
    expect(told.map(({ event_id }) => event_id).toSorted()).toEqual(acts.toSorted());
  }
});

test('a delivery is claimed by one server, however many claim at once', async () => {
  const practice = await openPractice(product);
  const endpoint = await addEndpoint(practice);
  await product.sql(insert, [practice.practiceId, newId()]);
  await product.stores.webhookDeliveries.enqueue(practice.practiceId);
  const claims = await Promise.all(
    [...products, ...products, ...products, ...products].map(({ stores }) =>
      stores.webhookDeliveries.claim(practice.practiceId, [endpoint], 10),
    ),
  );
  expect(claims.flat()).toHaveLength(1);
});

test('reading uses an index, however many entries there are', async () => {
  const practice = await openPractice(product);
  await addEndpoint(practice);
  await product.sql(
    `INSERT INTO activity (practice_id, id, at, kind, result)
     SELECT $1, gen_random_uuid(), now() - make_interval(hours => n), 'client.created', 'ok' FROM generate_series(1, 40000) n`,
    [practice.practiceId],
  );
  await product.sql('ANALYZE activity');
  const { text: statement } = numbered(enqueueDeliveries);
  const plan = await product.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`, [practice.practiceId]);
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toContain('activity_by_kind');
  expect(text).not.toContain('Seq Scan on activity');
});
