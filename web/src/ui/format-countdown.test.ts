import { expect, it } from 'vitest';

import { formatCountdown } from './format-countdown.ts';

it.each([
  [42, '0:42'],
  [725, '12:05'],
])('shows %i seconds as a clock: %s', (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text);
});
