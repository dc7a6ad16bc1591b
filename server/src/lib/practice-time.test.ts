import { expect, test } from 'vitest';
import { practiceTime } from './practice-time.ts';

// In New York it is 2:21 in the afternoon of November 3.
const time = practiceTime(new Date('2026-11-03T19:21:00Z'), 'America/New_York');

test.each([
  ['2026-11-03T19:20:40Z', '2:20 PM', 'at 2:20 PM', 'just now'],
  ['2026-11-03T19:19:30Z', '2:19 PM', 'at 2:19 PM', '1 minute ago'],
  ['2026-11-03T18:22:00Z', '1:22 PM', 'at 1:22 PM', '59 minutes ago'],
  ['2026-11-03T18:21:00Z', '1:21 PM', 'at 1:21 PM', 'at 1:21 PM'],
  ['2026-11-03T05:00:00Z', '12:00 AM', 'at 12:00 AM', 'at 12:00 AM'],
  ['2026-11-03T04:59:00Z', 'yesterday, 11:59 PM', 'yesterday at 11:59 PM', 'yesterday at 11:59 PM'],
  ['2026-11-01T20:00:00Z', 'Nov 1, 3:00 PM', 'on Nov 1 at 3:00 PM', 'on Nov 1 at 3:00 PM'],
  ['2025-11-03T20:00:00Z', 'Nov 3, 2025', 'on Nov 3, 2025', 'on Nov 3, 2025'],
])('says %s as "%s", "%s" and "%s"', (moment, plain, at, ago) => {
  const date = new Date(moment);
  expect([time.plain(date), time.at(date), time.ago(date)]).toEqual([plain, at, ago]);
});

test('takes a moment that the server believes to be yet to come for now', () => {
  expect(time.ago(new Date('2026-11-03T19:21:05Z'))).toBe('just now');
});
