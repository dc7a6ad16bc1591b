import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MailMessage, MailTransport } from './mail-transport.ts';
import { resendTransport } from './resend.transport.ts';
import { LocalResend } from './test-support/local-resend.ts';

let resend: LocalResend;
let transport: MailTransport;

const message: MailMessage = {
  from: { name: 'Harbor', address: 'portal@porchlight.example' },
  to: 'jamie@client.example',
  subject: 'Your sign-in link',
  html: '<p>Hello</p>',
  text: 'Hello',
  tags: { practice: 'practice-1', mail: 'mail-1' },
};

const send = (key = 'mail-1', own: Partial<MailMessage> = {}, signal = AbortSignal.timeout(5000)) =>
  transport.send({ ...message, ...own }, { idempotencyKey: key, signal });

beforeEach(async () => {
  resend = await LocalResend.start();
  transport = await resendTransport({ apiKey: 're_test', baseUrl: resend.url, webhookSecret: 'whsec_x' });
});
afterEach(() => resend.stop());

test('hands a mail to Resend with its key, its tags and no tracking of any kind', async () => {
  expect(await send()).toEqual({ outcome: 'sent', providerId: expect.any(String) as string, delivered: false });
  expect(resend.requests[0]).toMatchObject({
    key: 'mail-1',
    authorization: 'Bearer re_test',
    mail: {
      from: '"Harbor" <portal@porchlight.example>',
      to: ['jamie@client.example'],
      tags: [
        { name: 'practice', value: 'practice-1' },
        { name: 'mail', value: 'mail-1' },
      ],
    },
  });
});

test('a second try of a mail that went through is the same mail', async () => {
  resend.behavior = 'lost';
  expect(await send('mail-1', {}, AbortSignal.timeout(50))).toMatchObject({ outcome: 'try-later', holds: 'service' });
  resend.behavior = 'ok';
  expect(await send()).toMatchObject({ outcome: 'sent' });
  expect(resend.mails).toHaveLength(1);
});

test('a mail that was taken in other words before counts as sent, and no second one goes out', async () => {
  await send();
  expect(await send('mail-1', { text: 'Other words, after a deployment' })).toMatchObject({
    outcome: 'sent',
    providerId: null,
  });
  expect(resend.mails).toHaveLength(1);
});

test('waits as long as Resend asks, whether in seconds or until a date', async () => {
  resend.behavior = { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '7' } };
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'service', retryAfterSeconds: 7 });
  const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
  resend.behavior = { status: 429, name: 'daily_quota_exceeded', headers: { 'retry-after': inTwoMinutes } };
  const outcome = await send();
  expect(outcome).toMatchObject({ outcome: 'try-later', holds: 'service' });
  expect((outcome as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(110);
});

test.each([
  ['an error of its own', { status: 500, name: 'internal_server_error' }],
  ['a broken gateway', { html: 502 }],
  ['a connection that breaks', 'reset'],
  ['a key that is not accepted', { status: 401, name: 'invalid_api_key' }],
  ['a domain that is not verified', { status: 403, name: 'validation_error' }],
] as const)('keeps the mail for later after %s', async (_what, behavior) => {
  resend.behavior = behavior;
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'service' });
});

test('keeps the mail for later when nobody answers', async () => {
  resend.behavior = 'silent';
  expect(await send('mail-1', {}, AbortSignal.timeout(50))).toMatchObject({ outcome: 'try-later', holds: 'service' });
});

test('gives up a mail that Resend calls wrong', async () => {
  resend.behavior = { status: 422, name: 'validation_error' };
  expect(await send()).toEqual({ outcome: 'refused', as: 'failed', reason: '422 validation_error: as told' });
});

const check = () => transport.check('portal@mail.harbor.example');
const domain = { name: 'mail.harbor.example', status: 'verified', open_tracking: false, click_tracking: false };

test('has nothing to say at start when all is well, or when the key may only send', async () => {
  resend.domains = [{ ...domain, name: 'other.example', click_tracking: true }, domain];
  expect(await check()).toEqual([]);
  resend.behavior = { status: 401, name: 'restricted_api_key' };
  expect(await check()).toEqual([]);
});

test.each([
  ['is not there', [{ ...domain, name: 'harbor.example' }], 'Resend has not verified mail.harbor.example'],
  ['is not verified', [{ ...domain, status: 'pending' }], 'Resend has not verified mail.harbor.example'],
  ['tracks clicks', [{ ...domain, click_tracking: true }], 'tracks clicks in mails from mail.harbor.example'],
  ['tracks opens', [{ ...domain, open_tracking: true }], 'tracks who opens mails from mail.harbor.example'],
])('says at start when the domain of MAIL_FROM %s', async (_what, domains, words) => {
  resend.domains = domains;
  expect(await check()).toEqual([expect.stringContaining(words)]);
});

test('says at start when the key is not accepted', async () => {
  resend.behavior = { status: 401, name: 'invalid_api_key' };
  expect(await check()).toEqual([expect.stringContaining('does not accept RESEND_API_KEY')]);
});

test('says at start when nothing will be heard of mails that were taken', async () => {
  resend.domains = [domain];
  const deaf = await resendTransport({ apiKey: 're_test', baseUrl: resend.url });
  expect(await deaf.check('portal@mail.harbor.example')).toEqual([expect.stringContaining('RESEND_WEBHOOK_SECRET')]);
});

test('says at start when Resend cannot be reached, and does not throw', async () => {
  await resend.stop();
  expect(await check()).toEqual([expect.stringContaining('Mails wait until it answers')]);
  resend = await LocalResend.start();
});
