import { expect, test } from 'vitest';
import { requestTime } from './request-time.ts';

test('tells the time as the practice has it, in plain spaces', () => {
  expect(requestTime('2026-11-03T19:14:00.000Z', 'America/New_York')).toBe('Nov 3, 2:14:00 PM');
  expect(requestTime('2026-11-03T19:14:00.000Z', 'Asia/Tokyo')).toBe('Nov 4, 4:14:00 AM');
  expect(requestTime('2026-11-03 19:14:05.6+00', 'Europe/Berlin')).toBe('Nov 3, 8:14:05 PM');
});
