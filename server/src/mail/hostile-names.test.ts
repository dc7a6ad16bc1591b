import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailMessage } from './mail-transport.ts';
import { renderMail } from './render-mail.ts';
import { resendTransport } from './resend.transport.ts';
import { safeSenderName } from './sender-name.ts';
import { smtpTransport } from './smtp.transport.ts';
import { LocalResend } from './test-support/local-resend.ts';
import { LocalSmtp } from './test-support/local-smtp.ts';
import { facts } from './test-support/mail-test-harness.ts';

let resend: LocalResend;
let smtp: LocalSmtp;

beforeAll(async () => {
  resend = await LocalResend.start();
  smtp = await LocalSmtp.start();
});
afterAll(async () => {
  await resend.stop();
  await smtp.stop();
});

const hostile = [
  'Harbor\r\nBcc: mallory@evil.example',
  'Harbor\nX-Injected: yes',
  'Harbor\u2028Bcc: mallory@evil.example',
  '"Harbor" <mallory@evil.example>, "x',
  'mallory@evil.example',
  'Harbor, mallory@evil.example',
  'Harbor\\',
  'Harbor\\" <mallory@evil.example>',
  '=?utf-8?Q?Harbor=0D=0ABcc:_mallory=40evil.example?=',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'Harbor\u202Emoc.live',
  '\u0000\u0007',
  '👩‍⚕️ Praxis für Öffnung; group:mallory@evil.example;',
  'x'.repeat(5000),
];

async function messageFrom(name: string): Promise<MailMessage> {
  const link = 'https://portal.example/harbor/link#t';
  const written = await renderMail(
    'sign-in-link',
    { ...facts, mailName: name, practiceName: name, phone: name },
    { link, portalUrl: 'https://portal.example/harbor' },
  );
  return {
    ...written,
    from: { name: safeSenderName(name), address: 'portal@porchlight.example' },
    to: 'jamie@client.example',
    tags: { practice: 'p', mail: 'm' },
  };
}

test.each(hostile)('the name %j adds no header, no recipient and no markup', async (name) => {
  const message = await messageFrom(name);
  expect(message.subject).toBe('Your sign-in link, Nov 3, 2:14:00 PM');
  expect(message.html).not.toMatch(/<script|<img/i);

  const bySmtp = await smtpTransport({ url: smtp.url, requireTls: false });
  await bySmtp.send(message, { idempotencyKey: 'm', signal: AbortSignal.timeout(5000) });
  await bySmtp.close();
  const mail = smtp.mails.at(-1);
  expect(mail).toMatchObject({ from: 'portal@porchlight.example', to: ['jamie@client.example'] });
  const [head = ''] = mail?.data.split('\r\n\r\n') ?? [];
  const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]);
  const own = ['From', 'To', 'Subject', 'Message-ID', 'Date', 'Auto-Submitted', 'MIME-Version', 'Content-Type'];
  expect(names).toHaveLength(own.length);
  expect(new Set(names)).toEqual(new Set(own));
  expect(head).toMatch(/^To: jamie@client\.example\r?$/m);
  expect(head.replace(/\r\n[ \t]+/g, ' ')).toMatch(/^From: .*<portal@porchlight\.example>\r?$/m);

  const byResend = await resendTransport({ apiKey: 're_test', baseUrl: resend.url });
  await byResend.send(message, { idempotencyKey: `mail-${hostile.indexOf(name)}`, signal: AbortSignal.timeout(5000) });
  const sent = resend.mails.at(-1)?.mail;
  expect(sent?.to).toEqual(['jamie@client.example']);
  expect(sent?.from).toMatch(/^"[^"\\<>\p{Cc}\p{Cf}]{1,150}" <portal@porchlight\.example>$/u);
});
