import { render } from 'react-email';
import { expect, test } from 'vitest';
import { writeLetter } from '../letters.ts';
import type { MailKind } from '../mail.ts';
import { facts } from '../test-support/mail-house.ts';
import { LetterMail } from './letter.tsx';
import { letterHtml } from './letter-html.tsx';

const kinds: MailKind[] = ['invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed'];
const names = ['Harbor Counseling', `<b onclick="x">&amp; 'Sons' $& $1 {}</b>`, 'Ana & Zoë – 心'];

const letters = kinds.flatMap((kind) =>
  names.map((mailName) => ({
    kind,
    mailName,
    letter: writeLetter(
      kind,
      { ...facts, mailName },
      { link: `https://portal.example/a?b=1&c='2'#${mailName.length}`, portalUrl: 'https://portal.example/harbor' },
    ),
  })),
);

test.each(letters)('$kind from $mailName is what React Email makes of it, every time', async ({ letter }) => {
  const expected = await render(<LetterMail letter={letter} />);
  expect(await letterHtml(letter)).toBe(expected);
  expect(await letterHtml(letter)).toBe(expected);
});
