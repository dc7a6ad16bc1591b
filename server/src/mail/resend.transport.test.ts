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
  transport = await resendTransport({ apiKey: 're_test', baseUrl: resend.url });
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
  resend.mood = 'lost';
  expect(await send('mail-1', {}, AbortSignal.timeout(50))).toMatchObject({ outcome: 'try-later', holds: 'service' });
  resend.mood = 'well';
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
  resend.mood = { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '7' } };
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'service', retryAfterSeconds: 7 });
  const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
  resend.mood = { status: 429, name: 'daily_quota_exceeded', headers: { 'retry-after': inTwoMinutes } };
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
] as const)('keeps the mail for later after %s', async (_what, mood) => {
  resend.mood = mood;
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'service' });
});

test('keeps the mail for later when nobody answers', async () => {
  resend.mood = 'silent';
  expect(await send('mail-1', {}, AbortSignal.timeout(50))).toMatchObject({ outcome: 'try-later', holds: 'service' });
});

test('gives up a mail that Resend calls wrong', async () => {
  resend.mood = { status: 422, name: 'validation_error' };
  expect(await send()).toEqual({ outcome: 'refused', as: 'failed', reason: '422 validation_error: as told' });
});

test('says at start when Resend cannot be reached, and does not throw', async () => {
  await resend.stop();
  expect(await transport.check()).toEqual([expect.stringContaining('Mails wait until it answers')]);
  resend = await LocalResend.start();
});
