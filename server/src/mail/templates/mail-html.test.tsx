import { render } from 'react-email';
import { expect, test } from 'vitest';
import { mailContent } from '../mail-content.ts';
import type { MailKind } from '../mail.ts';
import { facts } from '../test-support/mail-test-harness.ts';
import { MailTemplate } from './mail-template.tsx';
import { mailHtml } from './mail-html.tsx';

const kinds: MailKind[] = ['invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed'];
const names = ['Harbor Counseling', `<b onclick="x">&amp; 'Sons' $& $1 {}</b>`, 'Ana & Zoë – 心'];

const letters = kinds.flatMap((kind) =>
  names.map((mailName) => ({
    kind,
    mailName,
    content: mailContent(
      kind,
      { ...facts, mailName },
      { link: `https://portal.example/a?b=1&c='2'#${mailName.length}`, portalUrl: 'https://portal.example/harbor' },
    ),
  })),
);

test.each(letters)('$kind from $mailName is what React Email makes of it, every time', async ({ content }) => {
  const expected = await render(<MailTemplate content={content} />);
  expect(await mailHtml(content)).toBe(expected);
  expect(await mailHtml(content)).toBe(expected);
});
