import { expect, test } from 'vitest';
import { sanitizeReason } from './sanitize-reason.ts';

test.each([
  ['550 5.1.1 <jamie.rivera@client.example>: no such user', '550 5.1.1 <…@client.example>: no such user'],
  ['rcpt=jamie+tag@client.example', 'rcpt=…@client.example'],
  ['jamie@client.example,sam@client.example', '…@client.example,…@client.example'],
  ['two\r\nlines\u0000 and\u2028more', 'two lines and more'],
])('%j is kept as %j', (said, kept) => expect(sanitizeReason(said)).toBe(kept));

test('keeps no more than fits', () => expect(sanitizeReason('x'.repeat(5000))).toHaveLength(300));
