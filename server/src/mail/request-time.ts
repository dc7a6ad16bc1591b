/**
 * Formats the time of a request in the practice's time zone, such as "Nov 3, 2:14:05 PM". It has seconds, because
 * people ask again within a minute and have to tell the two mails apart.
 */
export function requestTime(askedAt: string, timeZone: string): string {
  const text = new Date(askedAt).toLocaleString('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  });
  // Some mail programs show the narrow space that belongs before PM as a question mark.
  return text.replace(/\s/gu, ' ');
}
