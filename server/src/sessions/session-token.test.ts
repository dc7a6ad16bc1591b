import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import { newSessionToken, readSessionToken } from './session-token.ts';

test('holds 256 random bits, of which only a hash is kept', () => {
  const practiceId = newId();
  const tokens = Array.from({ length: 1000 }, () => newSessionToken());
  expect(new Set(tokens.map((token) => token.textFor(practiceId))).size).toBe(1000);
  const [token] = tokens;
  const secret = Buffer.from(token?.textFor(practiceId) ?? '', 'base64url').subarray(16);
  expect(secret).toHaveLength(32);
  expect(token?.hash).toEqual(createHash('sha256').update(secret).digest());
});

test('reads back what it wrote', () => {
  const practiceId = newId();
  const { textFor, hash } = newSessionToken();
  expect(readSessionToken(textFor(practiceId))).toEqual({ practiceId, hash });
});

test.each(['', 'x', 'A'.repeat(63), 'A'.repeat(65), `${'A'.repeat(63)}!`, '\0'.repeat(64)])('refuses %j', (text) => {
  expect(readSessionToken(text)).toBeUndefined();
});
