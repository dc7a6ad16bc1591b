import { expect, test } from 'vitest';
import { maskEmail } from './mask-email.ts';

test.each([
  ['jamie@client.example', 'j•••@client.example'],
  ['j@client.example', 'j•••@client.example'],
  ['😀x@client.example', '😀•••@client.example'],
  ['no address', 'n•••'],
])('shows %s as %s', (email, shown) => {
  expect(maskEmail(email)).toBe(shown);
});
