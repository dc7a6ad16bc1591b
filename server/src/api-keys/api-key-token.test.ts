import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import { newApiKeyToken, readApiKeyToken } from './api-key-token.ts';

const practiceId = newId();

test('looks the same every time, so that secret scanners find it', () => {
  const texts = Array.from({ length: 1000 }, () => newApiKeyToken(practiceId).text);
  expect(new Set(texts).size).toBe(1000);
  for (const text of texts) expect(text).toMatch(/^plk_[0-9A-Za-z]{71}$/);
});

test('reads back what it wrote', () => {
  for (let n = 0; n < 200; n += 1) {
    const { text, hash } = newApiKeyToken(practiceId);
    expect(readApiKeyToken(text)).toEqual({ practiceId, hash });
  }
});

test('is stored as the SHA-256 of 32 random bytes, and shown by four characters of them', () => {
  const { text, hash, start } = newApiKeyToken(practiceId);
  expect(start).toBe(text.slice(0, 8));
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const number = text
    .slice(4, 47)
    .split('')
    .reduce((sum, digit) => sum * 62n + BigInt(digits.indexOf(digit)), 0n);
  const secret = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
  expect(hash).toEqual(createHash('sha256').update(secret).digest());
});

test('ends in the CRC32 of the rest, which a scanner can check without asking', () => {
  const { text } = newApiKeyToken(practiceId);
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const sum = text
    .slice(-6)
    .split('')
    .reduce((value, digit) => value * 62 + digits.indexOf(digit), 0);
  expect(sum).toBe(crc32(text.slice(0, -6)));
});

test('refuses a key with any character changed, without a look-up', () => {
  const { text } = newApiKeyToken(practiceId);
  for (let n = 0; n < text.length; n += 1) {
    const changed = `${text.slice(0, n)}${text[n] === 'x' ? 'y' : 'x'}${text.slice(n + 1)}`;
    expect(readApiKeyToken(changed), `character ${n}`).toBeUndefined();
  }
});

test.each(['', 'plk_', `plk_${'0'.repeat(71)}`, `plk_${'z'.repeat(71)}`, 'Bearer', '\0'])('refuses %j', (text) => {
  expect(readApiKeyToken(text)).toBeUndefined();
});
