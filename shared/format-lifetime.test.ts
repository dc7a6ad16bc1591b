import { expect, test } from 'vitest';
import { formatLifetime } from './format-lifetime.ts';

test.each([
  [1440, '24 hours'],
  [60, '1 hour'],
  [90, '90 minutes'],
  [15, '15 minutes'],
  [1, '1 minute'],
])('says a lifetime of %i minutes in the larger unit that fits: %s', (minutes, text) => {
  expect(formatLifetime(minutes)).toBe(text);
});
