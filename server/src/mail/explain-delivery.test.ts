import { expect, test } from 'vitest';
import { explainDelivery } from './explain-delivery.ts';
import type { MailRecord, MailState } from './mail.ts';
import { facts } from './test-support/mail-test-harness.ts';

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

const explained = (own: Partial<MailRecord>, now = stateAt) => explainDelivery(mail(own), now).explanation;

test.each([
  ['550 5.1.1 <…@example.org>: user unknown', 'says this mailbox does not exist. Check the address with the client.'],
  ['Permanent: NoEmail', 'says this mailbox does not exist.'],
  ['550 5.1.2 host not found', 'There is no mail system at example.org.'],
  ['452 4.2.2 mailbox full', 'The mailbox is full'],
  ['Permanent: MailboxFull', 'The mailbox is full'],
  ['550 5.2.1 account disabled', 'switched off'],
  [
    '554 5.7.1 message blocked',
    'refuses our mail. If the client is in a hurry, use a Pin code. Tell whoever runs Porchlight',
  ],
  ['suppressed: on the list', 'no longer sends to this address'],
  ['Permanent: Suppressed', 'no longer sends to this address'],
  ['something new', 'The mail system at example.org sent it back. Check the address with the client.'],
  [null, 'sent it back'],
])('a bounce that says %j tells staff: %s', (reason, words) => {
  expect(explained({ state: 'bounced', reason })).toContain(words);
});

test('tells of a mail that waits whether something holds it up', () => {
  expect(explained({ state: 'queued', attempts: 0 })).toBe('It is about to be sent.');
  expect(explained({ state: 'queued', attempts: 3, reason: '500 down' })).toContain('goes out by itself');
  const later = new Date('2026-11-03T20:14:00Z');
  expect(explained({ state: 'queued', attempts: 0 }, later)).toContain('goes out by itself');
  expect(explained({ state: 'queued', attempts: 0 }, later)).toContain('use a Pin code');
});

test.each<MailState>(['queued', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed', 'not-sent'])(
  'has plain words for %s, without addresses, codes or machines',
  (state) => {
    const { explanation } = explainDelivery(mail({ state, reason: '550 5.1.1 SMTP no such user' }));
    expect(explanation).toMatch(/^[A-Z].{10,}\.$/);
    expect(explanation).not.toMatch(/jamie@|\b5\d\d\b|SMTP|queue|webhook/i);
  },
);

test.each<[MailState, string | null]>([
  ['queued', '500 down'],
  ['delayed', null],
  ['bounced', '554 5.7.1 message blocked'],
])('does not send staff, who have none, to a Pin code when their own mail is %s', (state, reason) => {
  expect(explained({ kind: 'staff-sign-in-link', state, reason })).not.toContain('Pin code');
});

test('what is queued counts from when it was asked for, the rest from when it happened', () => {
  expect(explainDelivery(mail({ state: 'queued' }))).toMatchObject({ state: 'queued', at: queuedAt });
  expect(explainDelivery(mail({ state: 'delivered' }))).toMatchObject({ state: 'delivered', at: stateAt });
});
