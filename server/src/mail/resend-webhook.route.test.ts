import { createHmac } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import type { MailRef } from './mail.ts';
import { registerResendWebhook } from './resend-webhook.route.ts';
import { MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

const secret = `whsec_${Buffer.from('a test secret of 24 bytes').toString('base64')}`;

let harness: MailTestHarness;
let app: FastifyInstance;

beforeAll(async () => {
  harness = await MailTestHarness.open();
  app = fastify();
  await registerResendWebhook(app, {
    mails: harness.mails,
    webhookSecret: secret,
    logger: harness.logger,
  });
  app.post('/other', (request, reply) => reply.send({ got: request.body }));
});
afterAll(async () => {
  await app.close();
  await harness.close();
});
beforeEach(() => harness.clear());

async function sentMail(providerId = newId()): Promise<MailRef & { providerId: string }> {
  const ref = await harness.queue();
  const transport = new TestTransport();
  transport.answer = () => ({ outcome: 'sent', providerId, delivered: false });
  await harness.deliverDue(harness.dependencies(transport));
  return { ...ref, providerId };
}

interface Told {
  type: string;
  data: Record<string, unknown>;
}

const event = (type: string, mail: MailRef & { providerId: string }, own: Record<string, unknown> = {}): Told => ({
  type,
  data: {
    email_id: mail.providerId,
    to: ['jamie@client.example'],
    tags: { practice: mail.practiceId, mail: mail.mailId },
    ...own,
  },
});

function post(
  told: Told,
  own: { secret?: string; age?: number; body?: string; headers?: Record<string, string> } = {},
) {
  const body = JSON.stringify({ created_at: '2026-11-03T19:14:05.000Z', ...told });
  const id = `msg_${newId()}`;
  const timestamp = String(Math.floor(Date.now() / 1000) - (own.age ?? 0));
  const key = Buffer.from((own.secret ?? secret).replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return app.inject({
    method: 'POST',
    url: '/webhooks/resend',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
      ...own.headers,
    },
    payload: own.body ?? body,
  });
}

test.each([
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'Sat, 13 Sep 275760 00:00:00 GMT',
])('believes the state of an event, but not that it happened at %s', async (createdAt) => {
  const mail = await sentMail();
  const told = { ...event('email.delivered', mail), created_at: createdAt };
  expect((await post(told)).statusCode).toBe(200);
  const { state, stateAt } = (await harness.mails.find(mail)) ?? {};
  expect(state).toBe('delivered');
  expect(Math.abs(Number(stateAt) - Date.now())).toBeLessThan(60_000);
});

test('moves the mail on, with the time and the reason that Resend gives', async () => {
  const mail = await sentMail();
  const bounce = {
    type: 'Permanent',
    subType: 'General',
    message: 'no mailbox for jamie@client.example',
    diagnosticCode: ['550 5.1.1 unknown'],
  };
  expect((await post(event('email.bounced', mail, { bounce }))).statusCode).toBe(200);
  expect(await harness.mails.find(mail)).toMatchObject({
    state: 'bounced',
    stateAt: new Date('2026-11-03T19:14:05.000Z'),
    reason: 'Permanent: General: 550 5.1.1 unknown: no mailbox for …@client.example',
  });
});

test('events out of order and repeated end in the right state', async () => {
  const mail = await sentMail();
  for (const type of ['email.delivered', 'email.sent', 'email.delivery_delayed', 'email.delivered', 'email.opened'])
    expect((await post(event(type, mail))).statusCode).toBe(200);
  expect(await harness.stateOf(mail)).toBe('delivered');
});

test('a mail that Resend took and then could not send has failed, whether the answer or the event came first', async () => {
  const failed = { failed: { reason: 'reached_daily_quota' } };
  const mail = await sentMail();
  await post(event('email.failed', mail, failed));
  await post(event('email.sent', mail));
  expect(await harness.mails.find(mail)).toMatchObject({ state: 'failed', reason: 'reached_daily_quota' });

  const overtaken = await harness.queue();
  const transport = new TestTransport();
  transport.answer = async () => {
    await post(event('email.failed', { ...overtaken, providerId: newId() }, failed));
    return { outcome: 'sent', providerId: newId(), delivered: false };
  };
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.stateOf(overtaken)).toBe('failed');
});

test('several events at the same moment end in the right state', async () => {
  const mail = await sentMail();
  await Promise.all(
    ['email.delivered', 'email.complained', 'email.sent', 'email.delivery_delayed'].map((type) =>
      post(event(type, mail)),
    ),
  );
  expect(await harness.stateOf(mail)).toBe('complained');
});

test('finds the mail by Resend’s own id when it hands no tags back', async () => {
  const mail = await sentMail();
  await post(event('email.delivered', mail, { tags: undefined }));
  expect(await harness.stateOf(mail)).toBe('delivered');
});

test('an event that overtakes the answer to the hand-over stays, and the mail is not sent again', async () => {
  const ref = await harness.queue();
  const transport = new TestTransport();
  transport.answer = () => ({ outcome: 'try-later', holds: 'service', reason: 'no answer in time' });
  await harness.deliverDue(harness.dependencies(transport));
  await post(event('email.delivered', { ...ref, providerId: newId() }));
  await harness.advance(120);
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent).toHaveLength(1);
  expect(await harness.stateOf(ref)).toBe('delivered');
});

test.each([
  ['another secret', { secret: `whsec_${Buffer.from('another secret').toString('base64')}` }],
  ['an old time', { age: 600 }],
  ['a time to come', { age: -600 }],
  ['another body', { body: '{"type":"email.bounced"}' }],
  ['no signature', { headers: { 'svix-signature': '' } }],
])('refuses a request with %s, and changes nothing', async (_what, own) => {
  const mail = await sentMail();
  expect((await post(event('email.bounced', mail), own)).statusCode).toBe(401);
  expect(await harness.stateOf(mail)).toBe('sent');
});

test.each([
  ['a mail of nobody', { data: { email_id: newId(), tags: { practice: newId(), mail: newId() } } }],
  ['hostile tags', { data: { email_id: '%', tags: { practice: '%', mail: "'; DROP TABLE mail" } } }],
  ['another shape', { data: [] as unknown as Record<string, unknown> }],
])('takes no offence at %s', async (_what, own) => {
  const mail = await sentMail();
  expect((await post({ type: 'email.bounced', ...own })).statusCode).toBe(200);
  expect(await harness.stateOf(mail)).toBe('sent');
});

test('reading its body as it comes changes nothing for other routes', async () => {
  const answer = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
  expect(answer.json()).toEqual({ got: { a: 1 } });
});
