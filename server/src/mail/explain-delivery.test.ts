import { expect, test } from 'vitest';
import { explainDelivery } from './explain-delivery.ts';
import type { MailRecord, MailState } from './mail.ts';
import { facts } from './test-support/mail-house.ts';

const queuedAt = new Date('2026-11-03T19:14:00Z');
const stateAt = new Date('2026-11-03T19:14:03Z');

const mail = (own: Partial<MailRecord>): MailRecord => ({
  practiceId: 'p',
  id: 'm',
  kind: 'sign-in-link',
  to: 'jamie@example.org',
  linkId: null,
  aboutId: null,
  facts,
  state: 'sent',
  attempts: 1,
  provider: 'resend',
  reason: null,
  queuedAt,
  sentAt: stateAt,
  stateAt,
  ...own,
});

const explained = (own: Partial<MailRecord>) => explainDelivery(mail(own)).explanation;

test.each([
  ['550 5.1.1 <…@example.org>: user unknown', 'says this mailbox does not exist. Check the address with the client.'],
  ['Permanent: NoEmail', 'says this mailbox does not exist.'],
  ['550 5.1.2 host not found', 'There is no mail system at example.org.'],
  ['452 4.2.2 mailbox full', 'The mailbox is full'],
  ['Permanent: MailboxFull', 'The mailbox is full'],
  ['550 5.2.1 account disabled', 'switched off'],
  ['554 5.7.1 message blocked', 'refuses our mail. Use a Pin code for now'],
  ['suppressed: on the list', 'no longer sends to this address'],
  ['Permanent: Suppressed', 'no longer sends to this address'],
  ['something new', 'The mail system at example.org sent it back. Check the address with the client.'],
  [null, 'sent it back'],
])('a bounce that says %j tells staff: %s', (reason, words) => {
  expect(explained({ state: 'bounced', reason })).toContain(words);
});

test('tells of a mail that waits whether it was tried', () => {
  expect(explained({ state: 'queued', attempts: 0 })).toBe('It is about to be sent.');
  expect(explained({ state: 'sending' })).toBe('It is about to be sent.');
  expect(explained({ state: 'queued', attempts: 3, reason: '500 down' })).toContain('tried again by itself');
});

test.each<MailState>([
  'queued',
  'sending',
  'sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
  'failed',
  'not-sent',
])('has plain words for %s, without addresses, codes or machines', (state) => {
  const { explanation } = explainDelivery(mail({ state, reason: '550 5.1.1 SMTP no such user' }));
  expect(explanation).toMatch(/^[A-Z].{10,}\.$/);
  expect(explanation).not.toMatch(/jamie@|\b5\d\d\b|SMTP|queue|webhook/i);
});

test('what is queued counts from when it was asked for, the rest from when it happened', () => {
  expect(explainDelivery(mail({ state: 'sending' }))).toMatchObject({ state: 'queued', at: queuedAt });
  expect(explainDelivery(mail({ state: 'delivered' }))).toMatchObject({ state: 'delivered', at: stateAt });
});
