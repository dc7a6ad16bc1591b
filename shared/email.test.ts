import { expect, test } from 'vitest';
import { longestEmail, parseEmail } from './email.ts';

test.each([
  ['spaces around it', '  jamie@client.example\n', 'jamie@client.example'],
  ['capitals', 'Jamie@Client.EXAMPLE', 'jamie@client.example'],
  ['a decomposed letter', 'jose\u0301@client.example', 'jos\u00e9@client.example'],
])('takes an address with %s for the same address', (_, text, email) => {
  expect(parseEmail(text)).toBe(email);
});

test.each(['ja.mie@client.example', 'jamie+porch@client.example'])('keeps the dots and plus signs of %s', (email) => {
  expect(parseEmail(email)).toBe(email);
});

test.each([
  '',
  '%',
  '_',
  'jamie',
  '@client.example',
  'jamie@',
  'jamie@client',
  'jamie@client..example',
  'jamie rivera@client.example',
  'a@b.example,c@d.example',
  '<jamie@client.example>',
  'jamie@client.example\nBcc: someone@else.example',
  'jamie\u200b@client.example',
  'jamie\0@client.example',
])('refuses %j', (text) => {
  expect(parseEmail(text)).toBeUndefined();
});

test('takes addresses as long as mail can carry, and no longer', () => {
  const local = 'j'.repeat(64);
  const domain = `${'d'.repeat(longestEmail - local.length - '@.example'.length)}.example`;
  expect(parseEmail(`${local}@${domain}`)).toHaveLength(longestEmail);
  expect(parseEmail(`${local}@d${domain}`)).toBeUndefined();
  expect(parseEmail(`j${local}@client.example`)).toBeUndefined();
});
