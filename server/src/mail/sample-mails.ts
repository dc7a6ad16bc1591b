import type { MailFacts, MailKind } from './mail.ts';
import { renderMail } from './render-mail.ts';

const facts: MailFacts = {
  practiceName: 'Harbor Counseling',
  mailName: 'Harbor Counseling',
  slug: 'harbor',
  phone: '+15550100199',
  timeZone: 'America/New_York',
  askedAt: '2026-11-03T19:14:00.000Z',
  lifetimeMinutes: 1440,
};

/** Every kind of mail, as its address in the preview names it. */
export const sampleKinds: readonly MailKind[] = ['invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed'];

/** One mail of the kind, with made-up data; its link leads nowhere. */
export async function sampleMail(kind: MailKind, publicOrigin: string) {
  const staff = kind === 'staff-sign-in-link';
  return renderMail(kind, staff ? { ...facts, lifetimeMinutes: 15 } : facts, {
    link: kind === 'address-changed' ? null : `${publicOrigin}/${staff ? 'staff' : facts.slug}/link#sample`,
    portalUrl: `${publicOrigin}/${facts.slug}`,
  });
}
