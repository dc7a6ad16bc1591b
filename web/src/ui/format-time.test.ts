import { describe, expect, it } from 'vitest';

import { fullTime, recentTime, shortTime } from './format-time.ts';

const newYork = 'America/New_York';
const now = new Date('2026-11-03T20:00:00Z');

describe('times in the workspace', () => {
  it('says the clock for today and the date for any other day', () => {
    expect(shortTime('2026-11-03T19:14:00Z', newYork, now)).toBe('2:14 PM');
    expect(shortTime('2026-10-27T19:14:00Z', newYork, now)).toBe('Oct 27, 2026');
  });

  it("judges the day in the practice's time zone, not in UTC", () => {
    const lateEvening = '2026-11-04T03:30:00Z';
    expect(shortTime(lateEvening, newYork, now)).toBe('10:30 PM');
    expect(shortTime(lateEvening, 'Europe/Berlin', now)).toBe('Nov 4, 2026');
    expect(shortTime(lateEvening, 'Pacific/Auckland', now)).toBe('4:30 PM');
  });

  it('names the days next to today', () => {
    expect(fullTime('2026-11-04T19:21:00Z', newYork, now)).toBe('tomorrow, 2:21 PM');
    expect(fullTime('2026-11-03T19:21:00Z', newYork, now)).toBe('today, 2:21 PM');
    expect(fullTime('2026-11-02T19:21:00Z', newYork, now)).toBe('yesterday, 2:21 PM');
    expect(fullTime('2026-11-05T19:21:00Z', newYork, now)).toBe('Nov 5, 2026, 2:21 PM');
  });

  it('counts days, not spans of 24 hours, where the clocks change', () => {
    const beforeClocksGoBack = new Date('2026-11-01T04:30:00Z');
    expect(fullTime('2026-11-02T04:30:00Z', newYork, beforeClocksGoBack)).toBe('today, 11:30 PM');
    expect(fullTime('2026-11-02T05:30:00Z', newYork, beforeClocksGoBack)).toBe('tomorrow, 12:30 AM');
  });
});

describe('times in the portal', () => {
  // Without a zone, so that they are read in that of the browser.
  const today = new Date(2026, 10, 3, 20);

  it.each([
    ['today', new Date(2026, 10, 3, 14, 14), 'today, 2:14 PM'],
    ['of this year', new Date(2026, 9, 27, 9, 5), 'Oct 27, 9:05 AM'],
    ['of another year', new Date(2025, 10, 3, 14, 14), 'Nov 3, 2025'],
  ])('says what is needed to know one %s', (_, date, text) => {
    expect(recentTime(date.toISOString(), today)).toBe(text);
  });
});
