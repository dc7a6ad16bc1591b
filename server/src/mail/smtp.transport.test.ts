import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MailMessage, MailTransport } from './mail-transport.ts';
import { smtpTransport } from './smtp.transport.ts';
import { LocalSmtp } from './test-support/local-smtp.ts';

let smtp: LocalSmtp;
let transport: MailTransport;

const message: MailMessage = {
  from: { name: 'Harbor', address: 'portal@porchlight.example' },
  to: 'jamie@client.example',
  subject: 'Your sign-in link, Nov 3, 2:14 PM',
  html: '<p>Hello</p>',
  text: 'Hello',
  tags: { practice: 'practice-1', mail: 'mail-1' },
};

const send = (own: Partial<MailMessage> = {}) =>
  transport.send({ ...message, ...own }, { idempotencyKey: 'mail-1', signal: AbortSignal.timeout(5000) });

beforeEach(async () => {
  smtp = await LocalSmtp.start();
  transport = await smtpTransport({ url: smtp.url, requireTls: false, timeoutMs: 1500 });
});
afterEach(async () => {
  await transport.close();
  await smtp.stop();
});

test('hands a mail over in both forms, with an id that every try of it shares', async () => {
  expect(await send()).toEqual({ outcome: 'sent', providerId: '<mail-1@porchlight.example>', delivered: false });
  expect(smtp.mails[0]).toMatchObject({ from: 'portal@porchlight.example', to: ['jamie@client.example'] });
  expect(smtp.mails[0]?.data).toContain('Message-ID: <mail-1@porchlight.example>');
  expect(smtp.mails[0]?.data).toContain('multipart/alternative');
  expect(smtp.mails[0]?.data).toContain('Auto-Submitted: auto-generated');
});

test.each([
  ['RCPT TO', '550 5.1.1 jamie@client.example: no such user here'],
  ['DATA', '550 5.7.1 refused'],
  ['.', '554 5.7.1 refused'],
])('takes a refusal at %s as a bounce, without the address in its reason', async (command, answer) => {
  smtp.answers[command] = answer;
  const outcome = await send();
  expect(outcome).toMatchObject({ outcome: 'refused', as: 'bounced' });
  expect(JSON.stringify(outcome)).not.toContain('jamie');
});

test('tries a mail again that the receiving side puts off', async () => {
  smtp.answers['RCPT TO'] = '451 4.7.1 try again in a minute';
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'mail' });
});

test.each([
  ['MAIL FROM', '550 5.7.1 sender not allowed'],
  ['RCPT TO', '554 5.7.1 <jamie@client.example>: Relay access denied'],
  ['RCPT TO', '530 5.7.0 Authentication required'],
  ['GREETING', '421 too busy'],
  ['GREETING', null],
  ['.', null],
])('keeps every mail for later when the server fails at %s', async (command, answer) => {
  smtp.answers[command] = answer;
  expect(await send()).toMatchObject({ outcome: 'try-later', holds: 'service' });
});

test('a mail that waited too long for a free connection is not sent any more, beside its next try', async () => {
  smtp.answers['GREETING'] = null;
  const inHand = [send(), send(), send()];
  const controller = new AbortController();
  const late = transport.send(message, { idempotencyKey: 'late', signal: controller.signal });
  controller.abort();
  delete smtp.answers['GREETING'];
  expect(await late).toMatchObject({ outcome: 'try-later' });
  await Promise.all(inHand);
  await send();
  expect(smtp.mails.map(({ data }) => /Message-ID: <(.*)@/.exec(data)?.[1])).not.toContain('late');
});

test('says nothing to a server without TLS when TLS is required', async () => {
  const strict = await smtpTransport({ url: smtp.url, requireTls: true, timeoutMs: 1500 });
  const outcome = await strict.send(message, { idempotencyKey: 'mail-1', signal: AbortSignal.timeout(5000) });
  await strict.close();
  expect(outcome).toMatchObject({ outcome: 'try-later', holds: 'service' });
  expect(smtp.mails).toEqual([]);
});

test('takes no option from the query of its URL', async () => {
  const strict = await smtpTransport({
    url: `${smtp.url}/?requireTLS=false&tls.rejectUnauthorized=false`,
    requireTls: true,
    timeoutMs: 1500,
  });
  expect(await strict.check(message.from.address)).toHaveLength(1);
  await strict.close();
});

test('says at start when the server is not there', async () => {
  expect(await transport.check(message.from.address)).toEqual([]);
  const nowhere = await smtpTransport({ url: 'smtp://127.0.0.1:1', requireTls: false, timeoutMs: 1500 });
  expect(await nowhere.check(message.from.address)).toEqual([expect.stringContaining('SMTP_URL')]);
  await nowhere.close();
});
