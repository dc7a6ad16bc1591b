import { expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import { KeyedHash } from '../lib/keyed-hash.ts';
import { parseSecretKeys, type SecretKeys } from '../lib/secret-keys.ts';
import { hashPin, isRightPin, newPinDigits } from './pin-digits.ts';

const hash = new KeyedHash(parseSecretKeys(`a:${Buffer.alloc(32, 1).toString('base64')}`) as SecretKeys, 'pin');

test('makes PINs of six digits, each digit equally likely in each place', () => {
  const pins = Array.from({ length: 20_000 }, newPinDigits);
  expect(pins.every((pin) => /^\d{6}$/.test(pin))).toBe(true);
  for (let place = 0; place < 6; place += 1) {
    const counts = Array.from('0123456789', (digit) => pins.filter((pin) => pin[place] === digit).length);
    const chiSquare = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    // Chance alone passes 45 with nine degrees of freedom once in a million times.
    expect(chiSquare).toBeLessThan(45);
  }
});

test('accepts the right digits only, and only for the PIN they were made for', () => {
  const id = newId();
  const pin = { id, ...hashPin(hash, id, '004217') };
  expect(isRightPin(hash, pin, '004217')).toBe(true);
  expect(isRightPin(hash, pin, '004218')).toBe(false);
  expect(isRightPin(hash, { ...pin, id: newId() }, '004217')).toBe(false);
  expect(isRightPin(hash, { ...pin, keyId: 'gone' }, '004217')).toBe(false);
});

test('stores equal digits differently each time', () => {
  const [one, other] = [newId(), newId()].map((id) => hashPin(hash, id, '123456').digitsHash.toString('hex'));
  expect(one).not.toBe(other);
});
