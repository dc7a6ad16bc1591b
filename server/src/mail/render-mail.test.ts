import { expect, test } from 'vitest';
import type { MailKind } from './mail.ts';
import { renderMail } from './render-mail.ts';
import { facts } from './test-support/mail-test-harness.ts';

const link =
  'https://portal.example/harbor/link#k1.0197f3a0c4b87e2a9d51.mYl0n9T0k3nTh4tSt4y51nTh3Fr4gm3nt-AND_never_breaks_over_lines';
const addresses = { link, portalUrl: 'https://portal.example/harbor' };
const kinds: MailKind[] = ['invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed'];

const render = (kind: MailKind, own: Partial<typeof facts> = {}) =>
  renderMail(
    kind,
    { ...facts, ...(kind === 'staff-sign-in-link' ? { lifetimeMinutes: 15 } : {}), ...own },
    kind === 'address-changed' ? { ...addresses, link: null } : addresses,
  );

test.each(kinds)('the text of %s', async (kind) => {
  const { subject, text } = await render(kind);
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test('the text of staff-sign-in-link to somebody whom the practice has just let in', async () => {
  const { subject, text } = await render('staff-sign-in-link', { invited: true });
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test('the text of address-changed to an address that still sees somebody', async () => {
  const { subject, text } = await render('address-changed', { partly: true });
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test.each(kinds)('%s is the same mail however often it is written', async (kind) => {
  expect(await render(kind)).toEqual(await render(kind));
});

test.each(['invitation', 'sign-in-link', 'staff-sign-in-link'] as const)(
  '%s has one button, and the link in full, in both forms',
  async (kind) => {
    const { html, text } = await render(kind);
    expect(text.split('\n')).toContain(link);
    expect(html.split(`href="${link}"`)).toHaveLength(3);
    expect(html).toContain(`>${link}</a>`);
    expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([link, link]);
  },
);

test.each(kinds)('%s fetches nothing from anywhere, and knows light and dark', async (kind) => {
  const { html } = await render(kind);
  expect(html).not.toMatch(/<img|<script|<iframe|<form|src=|url\(|@import|<link\b/i);
  expect(html).toContain('content="light dark"');
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html).toContain('lang="en"');
});

test.each(kinds)('%s tells several requests apart by the time in the practice’s own zone', async (kind) => {
  const one = await render(kind);
  const other = await render(kind, { askedAt: '2026-11-03T19:14:30.000Z' });
  expect(one.subject).toContain('Nov 3, 2:14:00 PM');
  expect(other.subject).toContain('Nov 3, 2:14:30 PM');
  expect((await render(kind, { timeZone: 'America/Los_Angeles' })).subject).toContain('11:14:00 AM');
});

test('a practice without a phone number still says whom to ask', async () => {
  expect((await render('sign-in-link', { phone: null })).text).toContain('get in touch with Harbor');
});

test('says how long the link lives at this practice', async () => {
  expect((await render('sign-in-link', { lifetimeMinutes: 30 })).text).toContain('works once, for 30 minutes');
});

test('does not write a link mail without its link', async () => {
  await expect(renderMail('sign-in-link', facts, { ...addresses, link: null })).rejects.toThrow('needs a link');
});
