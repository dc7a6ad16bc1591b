const clock = { hour: 'numeric', minute: '2-digit' } as const;
const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;

/** Formats past times in the practice's time zone. */
export interface PracticeTime {
  /** "2:14 PM", "yesterday, 2:14 PM", "Nov 3, 2:14 PM" or "Nov 3, 2025". */
  plain(moment: Date): string;
  /** "at 2:14 PM", "yesterday at 2:14 PM", "on Nov 3 at 2:14 PM" or "on Nov 3, 2025". */
  at(moment: Date): string;
  /** "just now" and "4 minutes ago" within the hour; further back as {@link at}. */
  ago(moment: Date): string;
}

/** A formatter for times before `now`, in an IANA time zone. */
export function practiceTime(now: Date, timeZone: string): PracticeTime {
  // Some runtimes put narrow and no-break spaces before AM and PM; one kind of space reads and compares better.
  const said = (moment: Date, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { ...parts, timeZone }).format(moment).replaceAll(/[\u202f\u00a0]/g, ' ');
  const yesterday = said(new Date(now.getTime() - 86_400_000), day);

  function parts(moment: Date): { date: string; time: string } {
    const time = said(moment, clock);
    const date = said(moment, day);
    if (date === said(now, day)) return { date: '', time };
    if (date === yesterday) return { date: 'yesterday', time };
    const sameYear = date.slice(-4) === said(now, day).slice(-4);
    const month = { month: 'short', day: 'numeric' } as const;
    return sameYear
      ? { date: said(moment, month), time }
      : { date: said(moment, { ...month, year: 'numeric' }), time: '' };
  }
  const plain = (moment: Date) => {
    const { date, time } = parts(moment);
    return [date, time].filter(Boolean).join(', ');
  };
  const at = (moment: Date) => {
    const { date, time } = parts(moment);
    const on = date === '' || date === 'yesterday' ? date : `on ${date}`;
    return [on, time && `at ${time}`].filter(Boolean).join(' ');
  };
  const ago = (moment: Date) => {
    const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000);
    if (minutes >= 60) return at(moment);
    if (minutes < 1) return 'just now';
    return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
  };
  return { plain, at, ago };
}
