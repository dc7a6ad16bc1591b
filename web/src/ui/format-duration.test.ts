import { expect, it } from 'vitest';

import { formatCountdown, formatLifetime } from './format-duration.ts';

it.each([
  [1440, '24 hours'],
  [60, '1 hour'],
  [90, '90 minutes'],
  [15, '15 minutes'],
  [1, '1 minute'],
])('says a lifetime of %i minutes in the larger unit that fits: %s', (minutes, text) => {
  expect(formatLifetime(minutes)).toBe(text);
});

it.each([
  [42, '0:42'],
  [725, '12:05'],
])('shows %i seconds as a clock: %s', (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text);
});
