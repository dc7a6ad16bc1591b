import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The moment of a request in the practice's time zone, such as "Nov 3, 2:14:05 PM". To the second, because whoever
 * waits for a link asks again within the minute, and has to tell the two mails apart.
 */
export function requestTime(askedAt: string, timeZone: string): string {
  const text = clockOf(timeZone).format(new Date(askedAt));
  // Some mail programs show the narrow space that belongs before PM as a question mark.
  return text.replace(/\s/gu, ' ');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes as long as writing a tenth of the mail; there are as many as there are time zones. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
    });
  clocks.set(timeZone, clock);
  return clock;
}

/** A lifetime in words, such as "24 hours" or "15 minutes". */
export function lifetimeWords(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A phone number as people at home write it, such as "(555) 010-0199". */
export function phoneWords(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatNational() ?? e164;
}
