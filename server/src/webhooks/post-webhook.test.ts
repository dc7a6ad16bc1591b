import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReceiver, type WebhookReceiver } from '../../test/webhook-receiver.ts';
import { postWebhook, type ResolveName } from './post-webhook.ts';

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const here = { httpsOnly: false, allowedNetworks: ['127.0.0.1'] };
const nowhere = { httpsOnly: false, allowedNetworks: [] };
const refused = { status: null, answer: null, problem: 'This address is not on the public internet.' };

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(async () => receiver.close());

/** A name that means these addresses, one list for each time it is asked. */
const named =
  (...answers: string[][]): ResolveName =>
  (_, done) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    done(
      null,
      (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
const portOf = ({ url }: WebhookReceiver) => new URL(url).port;

test.each([
  'http://127.0.0.1:PORT/hooks',
  'http://2130706433:PORT/hooks',
  'http://0x7f.1:PORT/hooks',
  'http://0177.0.0.1:PORT/hooks',
  'http://[::ffff:127.0.0.1]:PORT/hooks',
  'http://[::1]:PORT/hooks',
  'http://0:PORT/hooks',
  'http://localhost:PORT/hooks',
])('does not connect to this machine, written as %s', async (url) => {
  const before = receiver.received.length;
  expect(await postWebhook(url.replace('PORT', portOf(receiver)), message, nowhere)).toEqual(refused);
  expect(receiver.received).toHaveLength(before);
});

test('refuses a name when any of its addresses is private', async () => {
  const url = `http://hooks.example:${portOf(receiver)}/`;
  for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.1'], ['::ffff:169.254.169.254'], ['::1']]) {
    expect(await postWebhook(url, message, nowhere, named(addresses)), addresses.join()).toEqual(refused);
  }
});

test('a name that changes between two look-ups gains nothing: what was checked is what is connected to', async () => {
  const before = receiver.received.length;
  let asked = 0;
  const rebinding: ResolveName = (name, done) => {
    asked += 1;
    named(asked === 1 ? ['127.0.0.1'] : ['10.0.0.1'])(name, done);
  };
  const url = `http://hooks.example:${portOf(receiver)}/`;
  expect(await postWebhook(url, message, here, rebinding)).toMatchObject({ status: 204, problem: null });
  expect(asked).toBe(1);
  expect(receiver.received).toHaveLength(before + 1);
  expect(await postWebhook(url, message, here, rebinding)).toEqual(refused);
});

test('follows no redirect', async () => {
  const secret = await openReceiver();
  receiver.answer((response) => void response.writeHead(302, { location: secret.url }).end());
  expect(await postWebhook(receiver.url, message, here)).toMatchObject({
    status: 302,
    problem: 'It answered with status 302.',
  });
  expect(secret.received).toEqual([]);
  await secret.close();
});

test('keeps no more than 300 characters of an answer, and reads no further', async () => {
  receiver.answer((response) => {
    response.writeHead(500);
    const more = () => {
      while (!response.destroyed && response.write('\0é'.repeat(5000))) continue;
    };
    response.on('drain', more);
    response.on('error', () => undefined);
    more();
  });
  const { status, answer } = await postWebhook(receiver.url, message, here);
  expect(status).toBe(500);
  expect([...(answer ?? '')]).toHaveLength(300);
  expect(answer).not.toContain('\0');
});

test('sends nothing over http where https is asked for', async () => {
  const before = receiver.received.length;
  const { problem } = await postWebhook(receiver.url, message, { ...here, httpsOnly: true });
  expect(problem).toBe('The address has to begin with https://.');
  expect(receiver.received).toHaveLength(before);
});

test('says in plain words when nothing answers, and when what answers speaks no https', async () => {
  const closed = await openReceiver();
  await closed.close();
  expect((await postWebhook(closed.url, message, here)).problem).toBe('Nothing answers at this address.');

  const rude = createServer((socket) => socket.destroy());
  rude.listen(0, '127.0.0.1');
  await once(rude, 'listening');
  const { port } = rude.address() as { port: number };
  expect((await postWebhook(`http://127.0.0.1:${port}/`, message, here)).problem).toBe('The connection broke off.');
  expect((await postWebhook(`https://127.0.0.1:${portOf(receiver)}/`, message, here)).problem).not.toBeNull();
  rude.close();
});
