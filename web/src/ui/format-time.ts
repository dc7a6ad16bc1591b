const locale = 'en-US';

// Making a format takes 50 µs, and a table of 50 times would make some hundreds at each render.
const formats = new Map<string, Intl.DateTimeFormat>();

/** @param timeZone undefined for the browser's own. */
function format(date: Date, timeZone: string | undefined, parts: Intl.DateTimeFormatOptions): string {
  const key = `${timeZone} ${JSON.stringify(parts)}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  formats.set(key, found);
  // The runtime puts narrow and no-break spaces before AM and PM; one kind of space reads and compares better.
  return found.format(date).replace(/[\u202f\u00a0]/g, ' ');
}

const clock = { hour: 'numeric', minute: '2-digit' } as const;
const dayOfYear = { month: 'short', day: 'numeric' } as const;
const numbers = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const day = { ...dayOfYear, year: 'numeric' } as const;

const nearbyDays: Readonly<Record<number, string>> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };

/**
 * "2:14 PM" on today's date in the time zone, "Nov 3, 2026" on any other day.
 *
 * The workspace says every time in the practice's time zone, whatever zone the staff member's computer is set to: the
 * client on the phone is in the practice's day.
 */
export function shortTime(at: string, timeZone: string, now = new Date()): string {
  const date = new Date(at);
  return format(date, timeZone, daysBetween(now, date, timeZone) === 0 ? clock : day);
}

/** "today, 2:21 PM", "tomorrow, 2:21 PM", "yesterday, 2:21 PM" or "Nov 3, 2026, 2:21 PM" in the time zone. */
export function fullTime(at: string, timeZone: string, now = new Date()): string {
  const date = new Date(at);
  return `${nearbyDays[daysBetween(now, date, timeZone)] ?? format(date, timeZone, day)}, ${format(date, timeZone, clock)}`;
}

/** "today, 2:14 PM", "Nov 3, 2:14 PM" or, of another year, "Nov 3, 2025", in the browser's time zone. */
export function recentTime(at: string, now = new Date()): string {
  const date = new Date(at);
  if (date.getFullYear() !== now.getFullYear()) return format(date, undefined, day);
  const name = date.toDateString() === now.toDateString() ? 'today' : format(date, undefined, dayOfYear);
  return `${name}, ${format(date, undefined, clock)}`;
}

/** How many calendar days of the time zone a date is after another; negative when it is before. */
function daysBetween(from: Date, to: Date, timeZone: string): number {
  const midnight = (date: Date) => {
    const [month = 0, dayOfMonth = 0, year = 0] = format(date, timeZone, numbers).split('/').map(Number);
    return Date.UTC(year, month - 1, dayOfMonth);
  };
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
