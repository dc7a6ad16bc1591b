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

interface Sample {
  /** The last part of its URL in the preview. */
  name: string;
  kind: MailKind;
  own?: Partial<MailFacts>;
}

/** One sample of every kind and wording. */
export const samples: readonly Sample[] = [
  { name: 'invitation', kind: 'invitation' },
  { name: 'sign-in-link', kind: 'sign-in-link' },
  { name: 'staff-invitation', kind: 'staff-sign-in-link', own: { lifetimeMinutes: 15, invited: true } },
  { name: 'staff-sign-in-link', kind: 'staff-sign-in-link', own: { lifetimeMinutes: 15 } },
  { name: 'address-changed', kind: 'address-changed' },
  { name: 'address-partly-changed', kind: 'address-changed', own: { partly: true } },
];

/** Renders a sample; its link does not work. */
export async function sampleMail({ kind, own }: Sample, publicOrigin: string) {
  const place = kind === 'staff-sign-in-link' ? 'staff' : facts.slug;
  return renderMail(
    kind,
    { ...facts, ...own },
    {
      link: kind === 'address-changed' ? null : `${publicOrigin}/${place}/link#sample`,
      portalUrl: `${publicOrigin}/${facts.slug}`,
    },
  );
}
