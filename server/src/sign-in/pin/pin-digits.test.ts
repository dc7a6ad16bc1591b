import { expect, test } from 'vitest';
import { newPinDigits } from './pin-digits.ts';

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
