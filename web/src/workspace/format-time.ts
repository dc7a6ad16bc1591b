/**
 * Every time in the workspace is said in the practice's own time zone, wherever the staff member's
 * computer believes it is: the client on the phone is in the practice's day.
 */
const locale = 'en-US';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(parts)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  formats.set(key, known);
  return known;
}

/** The runtime puts narrow and no-break spaces before AM and PM; one kind of space reads and compares better. */
function said(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, ' ');
}

/** "2:14 PM" */
function clock(at: string, timeZone: string): string {
  return said(format(timeZone, { hour: 'numeric', minute: '2-digit' }).format(new Date(at)));
}

/** "Nov 3, 2026" */
function day(at: string, timeZone: string): string {
  return said(format(timeZone, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at)));
}

/** How many calendar days of the practice lie between now and then; negative when it is past. */
function daysAway(at: string, timeZone: string, now: Date): number {
  const numbers = (date: Date) => {
    const parts = format(timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(date);
    const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'));
  };
  return Math.round((numbers(new Date(at)) - numbers(now)) / 86_400_000);
}

/** "2:14 PM" on the practice's today, "Nov 3, 2026" on any other day. */
export function shortTime(at: string, timeZone: string, now = new Date()): string {
  return daysAway(at, timeZone, now) === 0 ? clock(at, timeZone) : day(at, timeZone);
}

/** "today, 2:21 PM", "tomorrow, 2:21 PM", "yesterday, 2:21 PM" or "Nov 3, 2026, 2:21 PM". */
export function fullTime(at: string, timeZone: string, now = new Date()): string {
  const near = new Map([
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
  ]);
  return `${near.get(daysAway(at, timeZone, now)) ?? day(at, timeZone)}, ${clock(at, timeZone)}`;
}

/** "2 hours", "90 minutes", "1 minute": how long a link or a PIN lives. */
export function lifetime(minutes: number): string {
  const [count, unit] = minutes >= 60 && minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
